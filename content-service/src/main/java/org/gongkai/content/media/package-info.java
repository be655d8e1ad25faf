/** Files: the store of bytes named by their digest, and the media library of the units. */
@org.jspecify.annotations.NullMarked
package org.gongkai.content.media;
