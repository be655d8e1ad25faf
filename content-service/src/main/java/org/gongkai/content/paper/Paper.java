package org.gongkai.content.paper;

import java.time.Instant;

/**
 * A paper that is made.
 *
 * @param name of its file, without extension
 * @param docx its bytes; the same values and the same time always give the same ones
 * @param at what its properties say about when it was made
 */
public record Paper(String name, byte[] docx, Instant at) {}
