package org.gongkai.elasticsearch.node;

import org.elasticsearch.common.settings.Settings;

/** How short and how long the pieces of a token are. */
record Grams(int min, int max) {

    static Grams of(Settings settings) {
        return new Grams(settings.getAsInt("min_gram", 1), settings.getAsInt("max_gram", 2));
    }

    Grams within(int allowed) {
        if (max - min > allowed) {
            throw new IllegalArgumentException(
                    "max_gram - min_gram is "
                            + (max - min)
                            + ", but index.max_ngram_diff allows "
                            + allowed);
        }
        return this;
    }
}
