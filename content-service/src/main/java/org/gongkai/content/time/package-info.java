/** The one clock: of the system, or movable in the demonstration. */
@org.jspecify.annotations.NullMarked
package org.gongkai.content.time;
