/** Release sets: documents that become public together or not at all, and what they wait for. */
@org.jspecify.annotations.NullMarked
package org.gongkai.content.releaseset;
