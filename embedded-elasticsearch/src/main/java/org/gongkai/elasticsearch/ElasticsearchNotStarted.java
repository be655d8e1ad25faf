package org.gongkai.elasticsearch;

/** The node could not start or did not get ready. The message says why and what to set. */
public final class ElasticsearchNotStarted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    static final String OWN_CLUSTER =
            " To use a cluster of your own instead, set spring.elasticsearch.uris.";

    ElasticsearchNotStarted(String reasonAndRemedy) {
        super("Elasticsearch did not start: " + reasonAndRemedy + OWN_CLUSTER);
    }

    ElasticsearchNotStarted(String reasonAndRemedy, Throwable cause) {
        super("Elasticsearch did not start: " + reasonAndRemedy + OWN_CLUSTER, cause);
    }
}
