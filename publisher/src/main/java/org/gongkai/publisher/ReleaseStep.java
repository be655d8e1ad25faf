package org.gongkai.publisher;

/**
 * The steps of a release, in their order (decision 7): live before findable, and unfindable before
 * gone.
 */
public enum ReleaseStep {
    PLAN,
    RENDER,
    CHECK,
    UNINDEX,
    ACTIVATE,
    INDEX,
    RECORD,
    RECONCILE
}
