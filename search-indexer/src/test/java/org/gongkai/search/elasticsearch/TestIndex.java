package org.gongkai.search.elasticsearch;

import org.gongkai.search.SearchIndex;
import org.gongkai.search.SearchProperties;
import org.gongkai.search.SharedNode;
import org.gongkai.search.text.Syllables;

/** An index on the shared node without an application around it. */
public final class TestIndex {
    private TestIndex() {}

    public static Engine engine(SearchProperties properties) {
        return new Engine(SharedNode.client(), properties.timeout(), properties.atOnce());
    }

    public static SearchIndex open(Engine engine, SearchProperties properties) {
        return new ElasticsearchIndex(engine, properties, new Syllables(properties.readings()), "");
    }

    public static IndexNotes notes(Engine engine) {
        return new IndexNotes(engine);
    }
}
