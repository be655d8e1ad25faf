/**
 * Files of every kind become drafts: text, title, date and pictures, or a refusal that says why.
 */
@org.jspecify.annotations.NullMarked
package org.gongkai.content.intake;
