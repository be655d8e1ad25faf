/** Tests of tables to take away. */
@org.jspecify.annotations.NullMarked
package org.gongkai.content.table;
