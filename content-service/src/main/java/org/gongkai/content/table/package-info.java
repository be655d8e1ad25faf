/** Lists as tables to take away: CSV and Excel workbooks. */
@org.jspecify.annotations.NullMarked
package org.gongkai.content.table;
