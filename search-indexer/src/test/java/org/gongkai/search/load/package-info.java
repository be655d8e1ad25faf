/** How fast search answers and writes, and whether it bears many readers at once. */
@org.jspecify.annotations.NullMarked
package org.gongkai.search.load;
