package org.gongkai.search;

import java.util.Optional;

/**
 * The released {@code /search/} page, which the query side fills when asked without JavaScript.
 * Made by the theme; this module knows only its marked places (docs/search.md names them).
 */
@FunctionalInterface
public interface SearchShell {
    /** The page's HTML as it stands in the active release; empty before the first release. */
    Optional<String> html();
}
