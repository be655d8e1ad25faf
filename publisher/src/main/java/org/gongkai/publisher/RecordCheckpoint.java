package org.gongkai.publisher;

/**
 * What the source's own record of all decisions held when the content was read (decision 15). The
 * publisher only passes it on into the manifest, so that a public release vouches for the record.
 *
 * @param entries how many entries it covers
 * @param root the digest over them
 */
public record RecordCheckpoint(long entries, Sha256 root) {}
