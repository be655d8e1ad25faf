/** What the templates of the theme see: plain values, ready to be shown. */
@org.jspecify.annotations.NullMarked
package org.gongkai.publisher.render.view;
