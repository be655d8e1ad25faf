package org.gongkai.content.audit;

import org.gongkai.content.canonical.CanonicalJson;
import org.gongkai.content.canonical.Digest;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * One entry of a hash chain (docs/model.md, "Audit"). The hash covers every other member, the
 * previous hash included.
 *
 * @param position 1 for the first entry of its chain
 * @param at with microseconds, which is what the database keeps
 * @param detail canonical JSON text
 */
public record AuditEntry(
        String chain,
        long position,
        Instant at,
        String actor,
        String action,
        String detail,
        Digest previous,
        Digest hash) {

    /** What the first entry of a chain follows. */
    public static final Digest NOTHING = new Digest("0".repeat(64));

    /** The entry that follows another in its chain. */
    static AuditEntry following(
            String chain,
            long position,
            Digest previous,
            Instant at,
            String actor,
            String action,
            String detail) {
        Instant kept = at.truncatedTo(ChronoUnit.MICROS);
        return new AuditEntry(
                chain,
                position,
                kept,
                actor,
                action,
                detail,
                previous,
                hash(chain, position, kept, actor, action, detail, previous));
    }

    /** Whether the hash is that of the entry's own members. */
    public boolean intact() {
        return hash.equals(hash(chain, position, at, actor, action, detail, previous));
    }

    private static Digest hash(
            String chain,
            long position,
            Instant at,
            String actor,
            String action,
            String detail,
            Digest previous) {
        return Digest.of(
                CanonicalJson.bytes(
                        Map.of(
                                "chain", chain,
                                "position", position,
                                "at", at.toString(),
                                "actor", actor,
                                "action", action,
                                "detail", detail,
                                "previous", previous.hex())));
    }
}
