/** Asking: the search API as JSON, and the released search page filled on the server. */
@org.jspecify.annotations.NullMarked
package org.gongkai.search.query;
