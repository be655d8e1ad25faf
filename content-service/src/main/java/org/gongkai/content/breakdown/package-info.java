/**
 * The task breakdown as people write it: read from their tables, shown with what is unclear, and
 * written again.
 */
@org.jspecify.annotations.NullMarked
package org.gongkai.content.breakdown;
