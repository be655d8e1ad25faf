/**
 * The closing report of a unit or of the district: the figures of the record, and the office's
 * words.
 */
@org.jspecify.annotations.NullMarked
package org.gongkai.content.report;
