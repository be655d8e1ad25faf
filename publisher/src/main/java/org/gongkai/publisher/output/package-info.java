/**
 * The one writer of the site: manifests, the packs that keep every published byte, and the two
 * trees that readers see.
 */
@org.jspecify.annotations.NullMarked
package org.gongkai.publisher.output;
