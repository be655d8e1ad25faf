/**
 * How well search ranks: a judged set of questions, and what simpler ways to search reach on it.
 */
@org.jspecify.annotations.NullMarked
package org.gongkai.search.relevance;
