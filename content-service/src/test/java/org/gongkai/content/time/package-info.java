/** Tests of the clock. */
@org.jspecify.annotations.NullMarked
package org.gongkai.content.time;
