package org.gongkai.content.library;

import org.gongkai.content.canonical.Digest;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/** Where readers find the files of what is public. Thread-safe. */
public interface PublicFiles {
    /**
     * Where an asset is public through each of these documents, by document; without those through
     * which it is not. Empty, too, while that cannot be told.
     *
     * @return addresses; paths if the site's own is not configured
     */
    Map<UUID, String> addresses(Digest asset, Collection<UUID> documents);
}
