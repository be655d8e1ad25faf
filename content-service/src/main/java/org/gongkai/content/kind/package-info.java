/** The kinds of documents, one class each: their fields and what they must fulfil. */
@org.jspecify.annotations.NullMarked
package org.gongkai.content.kind;
