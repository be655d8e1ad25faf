/** Uploads that go on after an interruption (tus 1.0), into the media library of a unit. */
@org.jspecify.annotations.NullMarked
package org.gongkai.content.upload;
