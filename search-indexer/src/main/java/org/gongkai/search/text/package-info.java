/** What Chinese text is to a searcher: readings, simple characters, numbers, dates, synonyms. */
@org.jspecify.annotations.NullMarked
package org.gongkai.search.text;
