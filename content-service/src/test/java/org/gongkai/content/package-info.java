/** Tests of the application as a whole. */
@org.jspecify.annotations.NullMarked
package org.gongkai.content;
