package org.gongkai.search.elasticsearch;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch._types.HealthStatus;
import co.elastic.clients.elasticsearch.cluster.HealthRequest;
import co.elastic.clients.elasticsearch.indices.IndexSettings;
import co.elastic.clients.elasticsearch.indices.TranslogDurability;
import co.elastic.clients.elasticsearch.indices.update_aliases.Action;
import co.elastic.clients.json.JsonData;

import org.gongkai.search.SearchProperties;
import org.gongkai.search.SearchUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The numbered indices behind the alias: {@code gongkai-1}, {@code gongkai-2}, and so on. The one
 * that is asked stands behind {@code gongkai}, the one being built behind {@code gongkai-next}.
 *
 * <p>All names follow from what the engine holds, so that two processes that prepare at the same
 * time want the same index, and the slower one finds it there.
 */
final class Generations {
    private static final Logger LOG = LoggerFactory.getLogger(Generations.class);
    private static final String COPIES = "20s";

    /** Settings of an index that nobody asks yet, and that is begun anew if it is lost. */
    private static final Map<String, String> FAST =
            Map.of("number_of_replicas", "0", "translog.durability", "async");

    private final Engine engine;
    private final IndexNotes notes;
    private final String alias;
    private final IndexDefinition definition;
    private final int replicas;
    private final Pattern numbered;

    Generations(Engine engine, SearchProperties properties, IndexDefinition definition) {
        this.engine = engine;
        this.notes = new IndexNotes(engine);
        this.alias = properties.index();
        this.replicas = properties.replicas();
        this.definition = definition;
        this.numbered = Pattern.compile(Pattern.quote(alias) + "-([1-9][0-9]{0,8})");
    }

    String alias() {
        return alias;
    }

    String nextAlias() {
        return alias + "-next";
    }

    void prepare() {
        // The number before the question: whoever is faster then takes the same name, not a second.
        String first = alias + "-" + (highestNumber() + 1);
        if (behind(alias).isEmpty()) {
            create(first, List.of(alias), durable(), true);
        }
    }

    /**
     * Creates the index of a rebuild. What an interrupted rebuild left behind goes first; should
     * that one still run in another process, it finds its index gone and fails, because no two
     * rebuilds share a name.
     */
    String startNext() {
        prepare();
        String next = alias + "-" + (highestNumber() + 1);
        removeOthers();
        create(next, List.of(nextAlias(), ownAlias(next)), FAST, false);
        return next;
    }

    /** Settings of an index that is asked: what was written stands on disk and on each copy. */
    private Map<String, String> durable() {
        return Map.of(
                "number_of_replicas", Integer.toString(replicas), "translog.durability", "request");
    }

    /**
     * Makes a rebuilt index as safe as the one that it replaces, and gives its copies some time to
     * come up.
     */
    void makeDurable(String next) {
        IndexSettings settings =
                IndexSettings.of(
                        s ->
                                s.numberOfReplicas(Integer.toString(replicas))
                                        .translog(t -> t.durability(TranslogDurability.Request)));
        engine.call(
                "making " + next + " durable",
                client -> client.indices().putSettings(p -> p.index(next).settings(settings)));
        engine.call("flushing " + next, client -> client.indices().flush(f -> f.index(next)));
        HealthRequest complete =
                HealthRequest.of(
                        h ->
                                h.index(next)
                                        .waitForStatus(HealthStatus.Green)
                                        .timeout(t -> t.time(COPIES)));
        if (replicas > 0
                && engine.call(
                                "waiting for copies of " + next,
                                client -> client.cluster().health(complete))
                        .timedOut()) {
            LOG.warn("Copies of {} are not complete after {}; it is used without", next, COPIES);
        }
    }

    /** Behind which only the rebuild itself writes, never into the index of another one. */
    String ownAlias(String next) {
        return next + "-rebuild";
    }

    /** Where changes are to be written now. */
    List<String> writeAliases() {
        return behind(nextAlias()).isEmpty() ? List.of(alias) : List.of(alias, nextAlias());
    }

    void switchTo(String next) {
        List<Action> actions = new ArrayList<>();
        for (String old : behind(alias)) {
            actions.add(Action.of(a -> a.remove(r -> r.index(old).alias(alias))));
        }
        actions.add(
                Action.of(a -> a.remove(r -> r.index(next).aliases(nextAlias(), ownAlias(next)))));
        actions.add(Action.of(a -> a.add(d -> d.index(next).alias(alias))));
        engine.call(
                "switching to the rebuilt index " + next,
                client -> client.indices().updateAliases(u -> u.actions(actions)));
    }

    /**
     * Asks the engine to put the parts of a whole new index together, for the speed of answers;
     * nobody waits for it, and nothing depends on it.
     */
    void compact(String index) {
        try {
            engine.call(
                    "compacting " + index,
                    client ->
                            client.indices()
                                    .forcemerge(
                                            f ->
                                                    f.index(index)
                                                            .maxNumSegments(1L)
                                                            .waitForCompletion(false)));
        } catch (SearchUnavailable | ElasticsearchException e) {
            LOG.info("The rebuilt index stays as it was written: {}", e.getMessage());
        }
    }

    /**
     * Deletes what no search asks any more; what cannot be deleted now, the next rebuild will.
     *
     * @return whether nothing of that is left
     */
    boolean tidy() {
        try {
            removeOthers();
            return true;
        } catch (SearchUnavailable | ElasticsearchException e) {
            LOG.warn("An old index stays behind; the next rebuild removes it: {}", e.getMessage());
            return false;
        }
    }

    /** The lowest of those behind the alias; empty if one has none. */
    OptionalLong checkpoint() {
        return IndexNotes.lowest(notes.checkpoints(alias).values());
    }

    boolean fits() {
        Collection<Map<String, JsonData>> all = notes.read(alias).values();
        return !all.isEmpty()
                && all.stream()
                        .map(each -> each.get(IndexDefinition.FINGERPRINT))
                        .allMatch(
                                made ->
                                        made != null
                                                && made.to(String.class)
                                                        .equals(definition.fingerprint()));
    }

    void mark(String index, long release) {
        notes.mark(index, release);
    }

    void refresh(String index) {
        engine.call(
                "making changes visible in " + index,
                client -> client.indices().refresh(r -> r.index(index)));
    }

    private void create(
            String index,
            List<String> aliases,
            Map<String, String> settings,
            boolean sharedWithOthers) {
        try {
            engine.call(
                    "creating " + index,
                    client ->
                            client.indices().create(definition.request(index, aliases, settings)));
            LOG.info("Created index {}", index);
        } catch (ElasticsearchException e) {
            boolean exists = "resource_already_exists_exception".equals(e.error().type());
            if (!exists || !sharedWithOthers) {
                throw new IllegalStateException(
                        "Could not create the index "
                                + index
                                + ": "
                                + e.error().reason()
                                + ". If an index is named "
                                + aliases.getFirst()
                                + ", remove it or set gongkai.search.index.",
                        e);
            }
        }
    }

    private Set<String> behind(String name) {
        try {
            return engine.call(
                            "reading alias " + name,
                            client -> client.indices().getAlias(g -> g.name(name)))
                    .aliases()
                    .keySet();
        } catch (ElasticsearchException e) {
            if (e.status() == 404) {
                return Set.of();
            }
            throw e;
        }
    }

    private void removeOthers() {
        Set<String> live = behind(alias);
        for (String index : all().keySet()) {
            if (!live.contains(index)) {
                delete(index);
            }
        }
    }

    private void delete(String index) {
        engine.call(
                "deleting " + index,
                client -> client.indices().delete(d -> d.index(index).ignoreUnavailable(true)));
        LOG.info("Deleted index {}", index);
    }

    private int highestNumber() {
        return all().values().stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    /** Every index whose name is ours, with its number. */
    private Map<String, Integer> all() {
        Map<String, Integer> numbers = new TreeMap<>();
        for (String index :
                engine.call(
                                "listing the indices",
                                client -> client.indices().getAlias(g -> g.index(alias + "-*")))
                        .aliases()
                        .keySet()) {
            Matcher name = numbered.matcher(index);
            if (name.matches()) {
                numbers.put(index, Integer.parseInt(name.group(1)));
            }
        }
        return numbers;
    }
}
