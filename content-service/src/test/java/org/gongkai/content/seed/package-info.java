/**
 * Makes large districts for measuring: rows with valid digests and approvals, written past the
 * product.
 */
@org.jspecify.annotations.NullMarked
package org.gongkai.content.seed;
