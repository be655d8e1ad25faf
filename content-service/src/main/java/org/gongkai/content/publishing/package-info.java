/**
 * The adapter to the publisher: what it may publish, and the record of its releases. Only this
 * package imports it.
 */
@org.jspecify.annotations.NullMarked
package org.gongkai.content.publishing;
