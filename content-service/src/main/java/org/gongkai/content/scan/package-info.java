/** Asks a virus scanner, if one is configured, before a file is taken. */
@org.jspecify.annotations.NullMarked
package org.gongkai.content.scan;
