/** The kinds of documents: their fields, what they must fulfil, and who checks it. */
@org.jspecify.annotations.NullMarked
package org.gongkai.content.kind;
