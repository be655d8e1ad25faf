/** Tests of the deadlines. */
@org.jspecify.annotations.NullMarked
package org.gongkai.content.deadline;
