/** Tests of backup and restore. */
@org.jspecify.annotations.NullMarked
package org.gongkai.content.operations;
