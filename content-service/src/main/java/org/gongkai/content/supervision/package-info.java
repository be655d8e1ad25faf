/**
 * Supervision (督查): how far the units are with what was issued to them, what is due, and what is
 * late.
 */
@org.jspecify.annotations.NullMarked
package org.gongkai.content.supervision;
