/** A document's history as people tell it: one sentence for each entry of its audit chain. */
@org.jspecify.annotations.NullMarked
package org.gongkai.content.story;
