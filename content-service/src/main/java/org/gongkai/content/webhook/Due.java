package org.gongkai.content.webhook;

/** Something is to be sent as soon as this transaction is committed. */
record Due() {}
