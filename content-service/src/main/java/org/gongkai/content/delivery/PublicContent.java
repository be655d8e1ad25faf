package org.gongkai.content.delivery;

import java.util.Optional;

/**
 * The port to the active release (decision 9: its manifest, never the states of editions).
 * Fulfilled by the adapter to the publisher. Thread-safe.
 */
public interface PublicContent {

    /** The release that readers see at this moment; empty before the first. */
    Optional<PublicRelease> active();
}
