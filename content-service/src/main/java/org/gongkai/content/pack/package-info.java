/** Packs for the municipal pre-review (送审包), and the verdicts that come back by spreadsheet. */
@org.jspecify.annotations.NullMarked
package org.gongkai.content.pack;
