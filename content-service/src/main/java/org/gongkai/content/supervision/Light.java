package org.gongkai.content.supervision;

/** How a share stands, as a colour that has words beside it everywhere. */
public enum Light {
    /** Not done, and its last day has passed. */
    RED,
    /** Not done, and due within few working days, or done in part. */
    AMBER,
    /** Not begun, and not due yet. */
    GREY,
    /** Done. */
    GREEN
}
