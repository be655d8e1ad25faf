package org.gongkai.content.publishing;

/**
 * How far a release has come, for those who know no publisher.
 *
 * @param step the name of its step, such as {@code RENDER}
 * @param done pages or documents finished in this step
 * @param total how many there are in this step; 0 while that is not known
 */
public record RunningRelease(long number, String step, int done, int total) {}
