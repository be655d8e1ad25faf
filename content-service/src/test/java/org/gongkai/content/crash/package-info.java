/** The application as a process that is killed at any instant, and what must be left of it. */
@org.jspecify.annotations.NullMarked
package org.gongkai.content.crash;
