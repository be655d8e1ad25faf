package org.gongkai.publisher.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.gongkai.publisher.InMemoryContent;
import org.gongkai.publisher.InMemoryContent.Draft;
import org.gongkai.publisher.InMemoryLedger;
import org.gongkai.publisher.NothingToPublish;
import org.gongkai.publisher.ReleaseFailed;
import org.gongkai.publisher.ReleaseStep;
import org.gongkai.publisher.TinyRenderer;
import org.gongkai.publisher.indexing.ReleasedSearch;
import org.gongkai.publisher.indexing.SearchServer;
import org.gongkai.publisher.output.LiveTree;
import org.gongkai.publisher.output.Manifest;
import org.gongkai.search.IndexChange;
import org.gongkai.search.SearchIndex;
import org.gongkai.search.SearchUnavailable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Whatever is done, in whatever order: what can be found is what is live. After each step no
 * question is answered with anything that the site does not show; whenever the index has come to
 * the site, all that is shown is found by its own word, and by no word of another edition; but what
 * is of a kind that is not searched is never found.
 */
class FindableIsLiveIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int DOCUMENTS = 12;
    private static final int ASKED = 12;

    private final SteppingClock clock = new SteppingClock();
    private final InMemoryContent content = new InMemoryContent();
    private final InMemoryLedger ledger = new InMemoryLedger(content, clock);
    private final TinyRenderer renderer = new TinyRenderer();
    private final Path directory;
    private final SearchServer search;
    private final SearchIndex index;
    private boolean away;
    private @Nullable ReleaseStep crashesAt;
    private Rig rig;

    /** The word that each edition has for itself, by the id of the edition. */
    private final Map<UUID, String> words = new TreeMap<>();

    /** Editions of a kind that is not searched: live, and never found. */
    private final Set<UUID> memos = new TreeSet<>();

    /** Editions that were live, and are not since the site went back. */
    private final Set<UUID> takenBack = new TreeSet<>();

    private final List<String> done = new ArrayList<>();

    FindableIsLiveIT(@TempDir Path directory) {
        this.directory = directory;
        search = SearchServer.start(this::released);
        index = interruptible(search.index());
        rig = open();
    }

    @AfterEach
    void stop() {
        search.close();
    }

    @Test
    void whatIsFindableIsWhatIsLive() {
        play(new Random(1), 30);
    }

    @Test
    @Tag("soak")
    void whatIsFindableIsWhatIsLiveForAThousandSteps() {
        play(new Random(20200515), 1_000);
    }

    private void play(Random chance, int steps) {
        for (int step = 0; step < steps; step++) {
            act(chance);
            nothingIsFoundThatIsNotShown(chance);
            if (rig.trees.current().isPresent()) {
                nothingThatWasTakenBackIsFound();
            }
            if (!away && rig.trees.current().isPresent()) {
                assertThat(rig.indexing.catchUp(rig.shown())).as(history()).isTrue();
                allThatIsShownIsFound(chance);
            }
        }
        away = false;
        release();
        rig.indexing.catchUp(rig.shown());
        allThatIsShownIsFound(chance);
        assertThat(rig.shown().documents().keySet())
                .as(history())
                .isEqualTo(content.liveEditions().keySet());
    }

    private void act(Random chance) {
        switch (chance.nextInt(16)) {
            case 0, 1, 2, 3 -> approve(chance.nextInt(DOCUMENTS));
            case 4, 5 -> withdraw(chance, false);
            case 6 -> withdraw(chance, true);
            case 7 -> goBack(chance);
            case 8 -> {
                away = !away;
                done.add(away ? "engine away" : "engine back");
            }
            case 9 -> {
                done.add("rebuild");
                rig.trees.current().map(LiveTree::manifest).ifPresent(rig.indexing::renew);
            }
            case 10 -> {
                done.add("reconcile");
                rig.trees.current().map(LiveTree::manifest).ifPresent(rig.indexing::reconcile);
            }
            case 11 -> {
                done.add("restart");
                rig = open();
            }
            case 12 -> loseOne(chance);
            case 13 -> crash(chance);
            default -> release();
        }
    }

    private void approve(int number) {
        Draft draft = InMemoryContent.draft("文稿" + number);
        String word = "edition" + words.size();
        boolean memo = words.size() % 5 == 4;
        UUID edition =
                content.approve(
                        draft.with("body", "<p>正文里有" + word + "这个词。</p>")
                                .with("kind", memo ? "memo" : "article"));
        words.put(edition, word);
        if (memo) {
            memos.add(edition);
        }
        done.add("approve " + number + " " + word + (memo ? " as memo" : ""));
    }

    private void withdraw(Random chance, boolean atOnce) {
        List<UUID> live = List.copyOf(content.liveEditions().keySet());
        if (live.isEmpty()) {
            return;
        }
        UUID document = live.get(chance.nextInt(live.size()));
        Manifest.LiveDocument shown = rig.shown().document(document).orElse(null);
        if (shown != null) {
            done.add((atOnce ? "take down " : "withdraw ") + shown.path());
            content.withdraw(document, shown.path(), clock.instant());
            if (atOnce) {
                rig.job.takeDown("tester");
            }
        }
    }

    private void goBack(Random chance) {
        List<Long> kept =
                rig.store.numbers().stream()
                        .filter(number -> rig.store.manifest(number).isPresent())
                        .filter(number -> number < rig.shown().release())
                        .toList();
        if (!kept.isEmpty()) {
            long to = kept.get(chance.nextInt(kept.size()));
            done.add("back to " + to);
            Set<UUID> before = shownEditions();
            rig.job.goBack(to, "tester");
            takenBack.addAll(before);
        }
    }

    private Set<UUID> shownEditions() {
        Set<UUID> editions = new TreeSet<>();
        rig.shown().forEachDocument((id, live) -> editions.add(live.edition()));
        return editions;
    }

    /** From the moment of the switch on, whether or not the index has come that far. */
    private void nothingThatWasTakenBackIsFound() {
        takenBack.removeAll(shownEditions());
        for (UUID edition : takenBack) {
            HttpResponse<String> answer =
                    search.get("/api/search?exact=true&q=" + words.get(edition));
            assertThat(answer.statusCode()).as(history()).isIn(200, 503);
            if (answer.statusCode() == 200) {
                assertThat(ids(answer.body())).as(words.get(edition) + history()).isEmpty();
            }
        }
    }

    /** Behind everyone's back; the next comparison has to find it. */
    private void loseOne(Random chance) {
        List<UUID> live = List.copyOf(content.liveEditions().keySet());
        if (!away && !live.isEmpty() && rig.indexing.hasReached(rig.shown().release())) {
            UUID lost = live.get(chance.nextInt(live.size()));
            done.add("lose " + lost);
            index.apply(Stream.of(new IndexChange.Remove(lost.toString(), rig.shown().release())));
            rig.indexing.reconcile(rig.shown());
        }
    }

    private void crash(Random chance) {
        crashesAt = ReleaseStep.values()[chance.nextInt(ReleaseStep.values().length)];
        done.add("crash at " + crashesAt);
        rig = open();
        release();
        crashesAt = null;
        rig = open();
    }

    private void release() {
        done.add("release");
        try {
            rig.job.release("tester");
        } catch (ReleaseFailed e) {
            assertThat(crashesAt).as(history()).isNotNull();
        } catch (NothingToPublish e) {
            assertThat(rig.trees.current()).isEmpty();
        }
    }

    private void nothingIsFoundThatIsNotShown(Random chance) {
        Set<String> shown = new TreeSet<>();
        Set<String> paths = new TreeSet<>();
        rig.trees
                .current()
                .ifPresent(
                        tree ->
                                tree.manifest()
                                        .forEachDocument(
                                                (id, live) -> {
                                                    shown.add(id.toString());
                                                    paths.add(live.path());
                                                }));
        for (String question :
                List.of(
                        "?from=2000-01-01&size=50",
                        "?q=" + SearchServer.encoded("公告"),
                        "?q=edition" + (words.isEmpty() ? 0 : chance.nextInt(words.size())))) {
            HttpResponse<String> answer = search.get("/api/search" + question);
            assertThat(answer.statusCode()).as(history()).isIn(200, 503);
            if (answer.statusCode() == 200) {
                assertThat(shown).as(question + history()).containsAll(ids(answer.body()));
            }
        }
        HttpResponse<String> suggested =
                search.get("/api/search/suggestions?q=" + SearchServer.encoded("文稿"));
        if (suggested.statusCode() == 200) {
            JSON.readTree(suggested.body())
                    .get("titles")
                    .forEach(
                            title ->
                                    assertThat(paths)
                                            .as(history())
                                            .contains(title.get("url").asString()));
        }
    }

    private void allThatIsShownIsFound(Random chance) {
        Map<UUID, UUID> editions = new TreeMap<>();
        rig.shown().forEachDocument((id, live) -> editions.put(id, live.edition()));
        editions.values().removeAll(memos);
        assertThat(browsed()).as(history()).isEqualTo(texts(editions.keySet()));
        List<UUID> asked = new ArrayList<>(editions.values());
        List<UUID> all = List.copyOf(words.keySet());
        for (int n = 0; n < ASKED && !all.isEmpty(); n++) {
            asked.add(all.get(chance.nextInt(all.size())));
        }
        for (UUID edition : asked) {
            String word = words.get(edition);
            HttpResponse<String> answer = search.get("/api/search?exact=true&q=" + word);
            assertThat(answer.statusCode()).as(history()).isEqualTo(200);
            Set<UUID> documents = new TreeSet<>(editions.keySet());
            documents.removeIf(document -> !edition.equals(editions.get(document)));
            assertThat(ids(answer.body())).as(word + history()).isEqualTo(texts(documents));
        }
    }

    /** Everything that can be found, to the last page. */
    private Set<String> browsed() {
        Set<String> found = new TreeSet<>();
        String after = "";
        while (true) {
            HttpResponse<String> answer = search.get("/api/search?from=2000-01-01&size=5" + after);
            assertThat(answer.statusCode()).as(history()).isEqualTo(200);
            found.addAll(ids(answer.body()));
            JsonNode next = JSON.readTree(answer.body()).get("next");
            if (next.isNull()) {
                return found;
            }
            after = "&after=" + SearchServer.encoded(next.asString());
        }
    }

    private static Set<String> ids(String answer) {
        Set<String> ids = new TreeSet<>();
        JSON.readTree(answer).get("hits").forEach(hit -> ids.add(hit.get("id").asString()));
        return ids;
    }

    private static Set<String> texts(Set<UUID> ids) {
        Set<String> texts = new TreeSet<>();
        ids.forEach(id -> texts.add(id.toString()));
        return texts;
    }

    private String history() {
        return " after " + done;
    }

    private ReleasedSearch released() {
        return new ReleasedSearch(rig.trees, rig.store);
    }

    private Rig open() {
        return new Rig(
                directory,
                content,
                ledger,
                index,
                renderer,
                clock,
                Rig.inMemory(),
                (step, isDone) -> {
                    if (step == crashesAt) {
                        throw new IllegalStateException("crash");
                    }
                });
    }

    /**
     * The index as the publisher reaches it, or does not; readers reach the engine nevertheless.
     */
    private SearchIndex interruptible(SearchIndex reached) {
        return (SearchIndex)
                Proxy.newProxyInstance(
                        SearchIndex.class.getClassLoader(),
                        new Class<?>[] {SearchIndex.class},
                        (proxy, method, arguments) -> {
                            if (away) {
                                if (method.getName().equals("available")) {
                                    return false;
                                }
                                throw new SearchUnavailable(
                                        "being tested", new IllegalStateException("away"));
                            }
                            try {
                                return method.invoke(reached, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
    }
}
