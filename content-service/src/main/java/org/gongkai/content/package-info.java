/** The content service: the whole system in one process by default. */
@org.jspecify.annotations.NullMarked
package org.gongkai.content;
