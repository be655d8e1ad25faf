/** Tests of release sets. */
@org.jspecify.annotations.NullMarked
package org.gongkai.content.releaseset;
