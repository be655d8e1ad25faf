/** The site over HTTP: each response wholly of one release, straight from the current tree. */
@org.jspecify.annotations.NullMarked
package org.gongkai.publisher.serving;
