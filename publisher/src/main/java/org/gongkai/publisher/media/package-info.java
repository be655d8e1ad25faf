/** Approved assets on their way to the public: renditions of images, bytes of everything else. */
@org.jspecify.annotations.NullMarked
package org.gongkai.publisher.media;
