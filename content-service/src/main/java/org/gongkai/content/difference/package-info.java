/**
 * How two contents of a document differ, as people read it: paragraph by paragraph, word by word.
 */
@org.jspecify.annotations.NullMarked
package org.gongkai.content.difference;
