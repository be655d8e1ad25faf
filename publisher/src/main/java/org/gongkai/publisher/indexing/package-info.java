/** The bridge to search, and the only package that knows it: what is public becomes findable. */
@org.jspecify.annotations.NullMarked
package org.gongkai.publisher.indexing;
