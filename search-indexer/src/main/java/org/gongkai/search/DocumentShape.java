package org.gongkai.search;

/**
 * What decides how documents become search documents, beside this module: with another fingerprint
 * the index is built anew. Given by whoever writes the index; who only asks it needs none.
 */
public record DocumentShape(String fingerprint) {}
