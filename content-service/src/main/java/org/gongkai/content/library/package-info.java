/**
 * The media library of a unit: what it says of its files, where they are used, and what it removes.
 */
@org.jspecify.annotations.NullMarked
package org.gongkai.content.library;
