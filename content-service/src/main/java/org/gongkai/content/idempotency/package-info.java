/** A creation that is sent twice happens once: the header {@code Idempotency-Key}. */
@org.jspecify.annotations.NullMarked
package org.gongkai.content.idempotency;
