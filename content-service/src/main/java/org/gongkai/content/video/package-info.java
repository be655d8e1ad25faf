/** Videos: what is inside of them, and their conversion by ffmpeg into what every browser plays. */
@org.jspecify.annotations.NullMarked
package org.gongkai.content.video;
