/** Summaries (活动总结): drafted from the figures, completed in words, submitted and accepted. */
@org.jspecify.annotations.NullMarked
package org.gongkai.content.summary;
