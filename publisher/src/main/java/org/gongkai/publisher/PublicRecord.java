package org.gongkai.publisher;

import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * What the content service's own records say is public, asked to prove that the site says the same.
 * Fulfilled by the content service, in process or over HTTP. Thread-safe.
 */
public interface PublicRecord {

    /** The documents that have a live edition. */
    List<UUID> live();

    /**
     * The live editions of these documents; those that have none are left out. Nobody asks for more
     * than a thousand at a time.
     */
    List<LiveEdition> editions(Collection<UUID> documents);

    /** Every document that was public and is withdrawn. */
    List<Withdrawal> withdrawals();
}
