package org.gongkai.content.delivery;

import java.time.Instant;

/**
 * A place in the list of all documents, newest first. No document ever changes its place: neither
 * its public date nor its path changes.
 */
public record Position(Instant publishedAt, String path) {}
