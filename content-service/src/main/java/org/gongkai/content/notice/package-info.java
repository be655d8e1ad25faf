/** Notices: who is told after something became public, instead of being asked before. */
@org.jspecify.annotations.NullMarked
package org.gongkai.content.notice;
