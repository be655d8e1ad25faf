/** What HTML a body may hold: the sanitiser for official documents, plain text, titles. */
@org.jspecify.annotations.NullMarked
package org.gongkai.content.html;
