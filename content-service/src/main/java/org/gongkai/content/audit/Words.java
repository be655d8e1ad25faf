package org.gongkai.content.audit;

import org.gongkai.content.canonical.CanonicalJson;

/**
 * What somebody wrote: a comment, a reason, a name. In the detail of an entry it stands for itself,
 * but the entry holds only a salted digest of it, so that it can be erased and the chain stays
 * valid (decision 17). {@link AuditLog#told} shows it again.
 */
public record Words(String text) {
    public Words {
        CanonicalJson.text(text); // refuses what has no UTF-8
    }
}
