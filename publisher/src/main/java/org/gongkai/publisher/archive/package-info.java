/** A release as a web archive (WARC 1.1, ISO 28500), from the bytes of the store. */
@org.jspecify.annotations.NullMarked
package org.gongkai.publisher.archive;
