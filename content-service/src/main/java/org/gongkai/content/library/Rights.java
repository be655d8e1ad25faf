package org.gongkai.content.library;

/** By which right a unit makes a file public. */
public enum Rights {
    /** The unit made it. */
    OWN,
    /** Somebody else made it and allowed it. */
    LICENSED,
    /** Nobody has rights to it any more, or the law gives none. */
    PUBLIC_DOMAIN,
    /** Nobody has said it yet. */
    UNKNOWN
}
