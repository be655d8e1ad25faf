/** What a campaign has come to: every figure of summaries and reports, with what it counts. */
@org.jspecify.annotations.NullMarked
package org.gongkai.content.figures;
