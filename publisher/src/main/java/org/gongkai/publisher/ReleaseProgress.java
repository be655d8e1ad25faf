package org.gongkai.publisher;

/**
 * How far a running release has come.
 *
 * @param done pages or documents finished in this step
 * @param total how many there are in this step; 0 while that is not known
 */
public record ReleaseProgress(long number, ReleaseStep step, int done, int total) {}
