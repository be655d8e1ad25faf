/**
 * The publisher as a process of its own: its ports over HTTP, on both sides of the wire
 * (docs/pipeline.md says which requests there are).
 */
@org.jspecify.annotations.NullMarked
package org.gongkai.publisher.remote;
