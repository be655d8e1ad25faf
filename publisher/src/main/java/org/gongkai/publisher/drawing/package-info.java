/** Drawings (SVG) of which nothing acts, loads anything, or moves. */
@org.jspecify.annotations.NullMarked
package org.gongkai.publisher.drawing;
