/** Tests of the media library. */
@org.jspecify.annotations.NullMarked
package org.gongkai.content.library;
