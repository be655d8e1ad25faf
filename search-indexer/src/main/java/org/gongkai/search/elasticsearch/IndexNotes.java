package org.gongkai.search.elasticsearch;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.json.JsonData;

import java.util.Collection;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * What each index notes about itself in its mapping: how far it has come, and what it was made
 * from. Thread-safe.
 */
public final class IndexNotes {
    private static final String CHECKPOINT = "checkpoint";

    private final Engine engine;

    IndexNotes(Engine engine) {
        this.engine = engine;
    }

    /**
     * The last release that is wholly in each index behind a name, by the name of the index; no
     * index if the name is not known. A checkpoint of one index only ever grows.
     */
    public Map<String, OptionalLong> checkpoints(String name) {
        Map<String, OptionalLong> checkpoints = new TreeMap<>();
        read(name)
                .forEach(
                        (index, notes) -> {
                            JsonData number = notes.get(CHECKPOINT);
                            checkpoints.put(
                                    index,
                                    number == null
                                            ? OptionalLong.empty()
                                            : OptionalLong.of(number.to(Long.class)));
                        });
        return checkpoints;
    }

    /** The lowest; empty if there is none, or one index has none. */
    public static OptionalLong lowest(Collection<OptionalLong> checkpoints) {
        return checkpoints.stream().allMatch(OptionalLong::isPresent)
                ? checkpoints.stream().mapToLong(OptionalLong::getAsLong).min()
                : OptionalLong.empty();
    }

    Map<String, Map<String, JsonData>> read(String name) {
        try {
            Map<String, Map<String, JsonData>> notes = new TreeMap<>();
            engine.ask(
                            "reading how far the index has come",
                            client -> client.indices().getMapping(g -> g.index(name)))
                    .mappings()
                    .forEach((index, mapping) -> notes.put(index, mapping.mappings().meta()));
            return notes;
        } catch (ElasticsearchException e) {
            if (e.status() == 404) {
                return Map.of();
            }
            throw e;
        }
    }

    /** Notes are only ever written as a whole. */
    void mark(String index, long release) {
        Map<String, JsonData> notes = new TreeMap<>();
        read(index).values().forEach(notes::putAll);
        notes.put(CHECKPOINT, JsonData.of(release));
        engine.call(
                "recording release " + release + " in " + index,
                client -> client.indices().putMapping(p -> p.index(index).meta(notes)));
    }
}
