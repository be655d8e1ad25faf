package org.gongkai.content.audit;

import org.gongkai.content.canonical.Digest;

/**
 * All that the audit log held at one time, in 64 digits (decision 15): starting from 64 zeros, each
 * entry's hash is appended, in the order in which the entries were written, and the SHA-256 taken.
 *
 * @param entries how many entries it covers; the first is the oldest
 */
public record Checkpoint(long entries, Digest root) {
    /** Before the first entry. */
    public static final Checkpoint NOTHING = new Checkpoint(0, AuditEntry.NOTHING);

    /** The checkpoint with one more entry. */
    public Checkpoint and(Digest entryHash) {
        byte[] both = new byte[64];
        System.arraycopy(root.bytes(), 0, both, 0, 32);
        System.arraycopy(entryHash.bytes(), 0, both, 32, 32);
        return new Checkpoint(entries + 1, Digest.of(both));
    }
}
