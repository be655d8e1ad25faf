/** The commands of the launcher: what is said to a running server, and what is done without one. */
@org.jspecify.annotations.NullMarked
package org.gongkai.content.command;
