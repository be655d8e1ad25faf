/** Tests of review links. */
@org.jspecify.annotations.NullMarked
package org.gongkai.content.reviewlink;
