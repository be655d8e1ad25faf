package org.gongkai.content.html;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A body as it is stored.
 *
 * @param html sanitised; sanitising it again changes nothing
 * @param dropped names of elements that were dropped with what they held, such as {@code script},
 *     {@code iframe} or {@code img} without an uploaded picture, each with how many there were
 */
public record CleanBody(String html, SortedMap<String, Integer> dropped) {
    public CleanBody {
        dropped = Collections.unmodifiableSortedMap(new TreeMap<>(dropped));
    }
}
