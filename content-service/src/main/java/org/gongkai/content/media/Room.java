package org.gongkai.content.media;

/**
 * The room that a unit's library has.
 *
 * @param used bytes of its files and of unfinished uploads
 * @param most the unit's quota
 */
public record Room(long used, long most) {
    /** How full it is, 0 to 100. */
    public int percent() {
        return most == 0 ? 100 : (int) Math.min(100, Math.ceilDiv(used * 100, most));
    }
}
