package org.gongkai.publisher.render;

import org.gongkai.publisher.Sha256;

import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Consumer;

/** The pages of one state of the site. Thread-safe. */
public interface SitePages {

    /** The aspect that every page shows; if it changes, all pages are made anew. */
    String FRAME = "frame";

    /**
     * What pages share: the frame, each template, the words of sections and units. By name; a page
     * that touches one is made anew when its digest changes.
     */
    SortedMap<String, Sha256> aspects();

    /** Whether any page may show one of these aspects, and not only those of {@link #showing}. */
    boolean everywhere(Set<String> aspects);

    /** About how many pages there are. */
    int size();

    /** Every page; those that show the same documents come near each other. */
    void every(Consumer<Page> page);

    /** The pages of this state that may show something of what is affected, by path. */
    Map<String, Page> showing(Affected affected);
}
