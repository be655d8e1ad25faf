/** Other programs of this machine: where they are, and how they are run within bounds. */
@org.jspecify.annotations.NullMarked
package org.gongkai.content.program;
