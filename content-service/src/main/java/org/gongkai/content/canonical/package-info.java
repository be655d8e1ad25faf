/** Canonical JSON (RFC 8785): the byte strings that digests name. */
@org.jspecify.annotations.NullMarked
package org.gongkai.content.canonical;
