/** Tests of the task breakdown. */
@org.jspecify.annotations.NullMarked
package org.gongkai.content.assignment;
