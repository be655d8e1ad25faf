/** Pages: from approved content to bytes, through the theme. */
@org.jspecify.annotations.NullMarked
package org.gongkai.publisher.render;
