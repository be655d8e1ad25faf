package org.gongkai.search.elasticsearch;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;

import org.gongkai.search.SearchUnavailable;

/** Answers that ask for patience: the engine is there, and will take the same request later. */
final class Overload {
    private Overload() {}

    static boolean is(int status) {
        return status == 429 || status == 503;
    }

    static boolean causes(SearchUnavailable unavailable) {
        return unavailable.getCause() instanceof ElasticsearchException e && is(e.status());
    }
}
