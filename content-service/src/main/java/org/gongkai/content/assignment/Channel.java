package org.gongkai.content.assignment;

/** Where something is published (发布途径). */
public enum Channel {
    /** The district's portal (门户网站), where the documents of this system are. */
    PORTAL,
    /** 政务新媒体: official accounts and apps. */
    NEW_MEDIA,
    /** 传统新闻媒体: press, radio, television. */
    TRADITIONAL_MEDIA,
    /** 政务服务网: the site for government services. */
    SERVICE_SITE
}
