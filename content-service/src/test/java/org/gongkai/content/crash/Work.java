package org.gongkai.content.crash;

import org.gongkai.content.Api;
import org.gongkai.content.Staff;
import org.gongkai.content.crash.Told.Known;
import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A day at the office, until the server goes away: one thread imports files, one writes, reviews,
 * releases and withdraws. Both note what was asked for before they ask, and what was answered
 * after.
 */
final class Work {
    /** Stands in every title, so that search can be asked for all of them. */
    static final String WORD = "便民";

    private final List<Told> told;
    private final Map<String, File> files;
    private final String round;
    private final Staff staff;
    private final Random chance;
    private final BlockingQueue<String> imported = new LinkedBlockingQueue<>();
    private final CompletableFuture<Void> releaseAsked = new CompletableFuture<>();
    private final CompletableFuture<Void> withdrawn = new CompletableFuture<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile @Nullable Throwable failure;

    /**
     * A file that was sent, and the document that the answer named; null if there was no answer.
     */
    record File(byte[] bytes, @Nullable String document) {}

    /**
     * @param told what was answered in earlier rounds; grows
     * @param files the same for imported files, by name
     */
    Work(Staff staff, String round, long seed, List<Told> told, Map<String, File> files) {
        this.staff = staff;
        this.round = round;
        this.chance = new Random(seed);
        this.told = told;
        this.files = files;
    }

    void begin() {
        threads.add(start("importer", this::importFiles));
        threads.add(start("desk", this::writeAndRelease));
    }

    /** Completes when the first release is asked for. */
    CompletableFuture<Void> releaseAsked() {
        return releaseAsked;
    }

    /** Completes when the first withdrawal is acknowledged, before its release can be made. */
    CompletableFuture<Void> withdrawn() {
        return withdrawn;
    }

    /** Waits until both have noticed that the server is gone. */
    void end() throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
        if (failure != null) {
            throw new AssertionError("something other than the kill ended the work", failure);
        }
    }

    private Thread start(String name, Runnable work) {
        return Thread.ofPlatform()
                .name(name)
                .start(
                        () -> {
                            try {
                                work.run();
                            } catch (Api.NoAnswer e) {
                                return; // killed, as it should be
                            } catch (RuntimeException | AssertionError e) {
                                failure = e;
                                releaseAsked.completeExceptionally(e);
                                withdrawn.completeExceptionally(e);
                            }
                        });
    }

    private void importFiles() {
        for (int i = 1; ; i++) {
            String name = "%s-%d.md".formatted(round, i);
            byte[] bytes =
                    "# %s办事须知（%s第%d号）\n\n为方便群众办事，现将有关事项公布如下。\n\n第%d项：材料齐全的，当场办结。\n"
                            .formatted(WORD, round, i, i)
                            .getBytes(StandardCharsets.UTF_8);
            files.put(name, new File(bytes, null));
            HttpResponse<String> answer = staff.operator().importFile(name, bytes, "policy", "sfj");
            if (answer.statusCode() != 201) {
                throw new AssertionError(
                        "import answered " + answer.statusCode() + ": " + answer.body());
            }
            String document = new JsonMapper().readTree(answer.body()).get("document").asString();
            files.put(name, new File(bytes, document));
            imported.add(document);
        }
    }

    private void writeAndRelease() {
        for (int i = 1; ; i++) {
            Told written = write(i);
            String waiting = imported.poll();
            review(written, chance.nextInt(5));
            if (waiting != null) {
                review(read(waiting), 4);
            }
            if (i % 2 == 0) {
                release();
            }
            if (i % 3 == 0) {
                withdraw();
            }
        }
    }

    private Told write(int number) {
        String title = "关于%s服务的通知（%s之%d）".formatted(WORD, round, number);
        String link =
                told.isEmpty()
                        ? ""
                        : "<p>另见<a href=\"document:%s\">此前的通知</a>。</p>"
                                .formatted(told.get(chance.nextInt(told.size())).id);
        JsonNode created =
                staff.editor()
                        .post(
                                "/api/v1/documents",
                                Map.of(
                                        "kind",
                                        "notice",
                                        "section",
                                        "news",
                                        "unit",
                                        "sfj",
                                        "draft",
                                        Map.of("title", title, "body", "<p>自即日起施行。</p>" + link)));
        return read(created.get("id").asString());
    }

    private Told read(String id) {
        JsonNode summary = staff.editor().get("/api/v1/documents/" + id).get("summary");
        Told document =
                new Told(
                        id,
                        summary.get("digest").asString(),
                        summary.get("title").asString(),
                        summary.get("path").asString());
        told.add(document);
        return document;
    }

    /** Goes so many steps of the four: submission and three approvals. */
    private void review(Told document, int steps) {
        if (steps == 0) {
            return;
        }
        document.submitted = Known.ASKED;
        staff.editor().change("/api/v1/documents/" + document.id + "/submit", Map.of());
        document.submitted = Known.DONE;
        for (Map.Entry<String, Api> reviewer : staff.reviewers().entrySet()) {
            if (document.approvals.size() == steps - 1) {
                return;
            }
            document.approvalAsked = true;
            reviewer.getValue()
                    .post(
                            "/api/v1/documents/" + document.id + "/approve",
                            Map.of("digest", document.digest));
            document.approvals.add(reviewer.getKey());
            document.approvalAsked = false;
        }
    }

    private void release() {
        List<Told> due = told.stream().filter(Told::approvedByAll).toList();
        due.stream()
                .filter(each -> each.released == Known.NOT_ASKED)
                .forEach(each -> each.released = Known.ASKED);
        releaseAsked.complete(null);
        JsonNode report = staff.publisher().post("/api/v1/releases", Map.of());
        if (!report.at("/outcome/held").isEmpty()) {
            throw new AssertionError("the gate held something back: " + report);
        }
        due.forEach(each -> each.released = Known.DONE);
    }

    private void withdraw() {
        List<Told> live = told.stream().filter(Told::mustBePublic).toList();
        if (live.isEmpty()) {
            return;
        }
        Told document = live.get(chance.nextInt(live.size()));
        document.withdrawn = Known.ASKED;
        staff.publisher()
                .change(
                        "/api/v1/documents/" + document.id + "/withdraw",
                        Map.of("reason", "OUTDATED"));
        document.withdrawn = Known.DONE;
        withdrawn.complete(null);
    }
}
