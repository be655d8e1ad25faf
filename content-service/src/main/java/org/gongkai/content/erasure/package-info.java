/**
 * Erases what was withdrawn for privacy from everything that we keep: its digests and the acts
 * stay.
 */
@org.jspecify.annotations.NullMarked
package org.gongkai.content.erasure;
