/** Tests of the launcher's commands. */
@org.jspecify.annotations.NullMarked
package org.gongkai.content.command;
