package org.gongkai.publisher.output;

import org.gongkai.publisher.Sha256;

/** Where objects are read by their digest: from the packs, or from a publisher elsewhere. */
@FunctionalInterface
public interface ObjectReader {

    /**
     * The bytes of an object, checked against the digest.
     *
     * @throws ObjectMissing if it is not held here
     */
    byte[] read(Sha256 digest);
}
