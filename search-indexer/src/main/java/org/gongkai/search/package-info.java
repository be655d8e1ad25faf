/**
 * What can be searched, and how to ask: the public API of the search indexer.
 *
 * <p>This module knows neither review nor rendering. It is told what is public, as {@link
 * org.gongkai.search.SearchDocument}s, and what is no longer public; nothing else ever enters the
 * index.
 */
@org.jspecify.annotations.NullMarked
package org.gongkai.search;
