package org.gongkai.content.assignment;

import java.time.Instant;

/** That a liaison signed for what was issued to the unit (签收): who, and when. */
public record Receipt(String account, String name, Instant at) {}
