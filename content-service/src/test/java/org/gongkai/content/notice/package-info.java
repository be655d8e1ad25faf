/** Tests of notices. */
@org.jspecify.annotations.NullMarked
package org.gongkai.content.notice;
