/**
 * Papers: official documents as docx, made of templates, and as PDF, where there is LibreOffice.
 */
@org.jspecify.annotations.NullMarked
package org.gongkai.content.paper;
