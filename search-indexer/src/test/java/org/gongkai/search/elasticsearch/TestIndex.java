package org.gongkai.search.elasticsearch;

import org.gongkai.search.SearchIndex;
import org.gongkai.search.SearchProperties;
import org.gongkai.search.SharedNode;
import org.gongkai.search.text.Syllables;

import java.util.concurrent.atomic.AtomicInteger;

/** An index on the shared node without an application around it. */
public final class TestIndex {
    private TestIndex() {}

    public static Engine engine(SearchProperties properties) {
        return engine(properties, new AtomicInteger());
    }

    /**
     * @param calls counts every call of the engine
     */
    public static Engine engine(SearchProperties properties, AtomicInteger calls) {
        return new Engine(
                CountingTransport.over(SharedNode.client(), calls),
                properties.timeout(),
                properties.atOnce());
    }

    public static SearchIndex open(Engine engine, SearchProperties properties) {
        return new ElasticsearchIndex(engine, properties, new Syllables(properties.readings()), "");
    }

    public static IndexNotes notes(Engine engine) {
        return new IndexNotes(engine);
    }
}
