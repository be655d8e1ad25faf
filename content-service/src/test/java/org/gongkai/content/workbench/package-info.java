/** Tests of the workbench. */
@org.jspecify.annotations.NullMarked
package org.gongkai.content.workbench;
