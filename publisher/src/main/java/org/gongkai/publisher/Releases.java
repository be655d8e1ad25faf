package org.gongkai.publisher;

import java.util.Optional;

/**
 * Makes releases, one at a time: who asks while one is running waits and then gets one of their
 * own. Thread-safe.
 */
public interface Releases {

    /**
     * Makes a release of what is approved and due, and returns when it is public. If nothing
     * changed since the active release, no release is made and the report says so.
     *
     * @param requestedBy who asked for it: an account, or the schedule
     * @throws ReleaseFailed if it did not become public; the site stays as it was
     */
    ReleaseReport release(String requestedBy);

    /**
     * Takes from the site what was withdrawn, by a release of its own that makes nothing else
     * public, and returns when it is gone (decision 5). A release that is still being made gives
     * way and is made afterwards. Pages that show the withdrawn documents are made anew at once; if
     * something changed with them that every page shows, such as a section of the navigation that
     * is empty now, another call makes the rest.
     *
     * @throws ReleaseFailed if the site still shows it
     */
    ReleaseReport takeDown(String requestedBy);

    /**
     * Goes back to an earlier release, by a new one that shows its documents, less everything that
     * was withdrawn since, in the words of the site that are in force (decision 12). Editions that
     * it takes back are held until a person lets them go. A document whose next edition is under
     * way stays as it is; the report's warnings name it.
     *
     * @param to the number of a kept release
     * @throws ReleaseFailed if it is not kept, or did not become public
     */
    ReleaseReport goBack(long to, String requestedBy);

    /** The release that runs now, with the step it is at. */
    Optional<ReleaseProgress> running();
}
