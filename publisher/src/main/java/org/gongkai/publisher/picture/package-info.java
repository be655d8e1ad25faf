/**
 * Reads pictures as people send them, within bounds of memory and time, and makes others of them.
 */
@org.jspecify.annotations.NullMarked
package org.gongkai.publisher.picture;
