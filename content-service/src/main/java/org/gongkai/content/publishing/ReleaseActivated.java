package org.gongkai.content.publishing;

/** A release is public, and recorded as that. */
record ReleaseActivated(long number) {}
