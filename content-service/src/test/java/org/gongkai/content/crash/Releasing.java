package org.gongkai.content.crash;

import static org.assertj.core.api.Assertions.assertThat;

import org.gongkai.content.Api;
import org.gongkai.content.Staff;

import tools.jackson.databind.JsonNode;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/** What people do to the public site. All that can be done before they ask is done before. */
final class Releasing {
    enum Work {
        RELEASE,
        TAKEDOWN,
        BACK
    }

    private static final int FEW = 3;
    private static final int BACK_AT_MOST = 4;
    private static final Duration PAUSE = Duration.ofMillis(10);

    private final Staff staff;
    private final Records records;
    private final Random chance;

    Releasing(Staff staff, Records records, Random chance) {
        this.staff = staff;
        this.records = records;
        this.chance = chance;
    }

    /** Something to ask for, which may end in the middle. */
    abstract static class Asking {
        /** Whether the answer came. */
        volatile boolean acknowledged;

        /** Returns when readers see it. */
        abstract void ask();

        /** What is true from its acknowledgment on, whatever happens. */
        abstract void isKept(Api reader);
    }

    /** Not of what there is too little for. */
    Work any() {
        Work work = Work.values()[chance.nextInt(Work.values().length)];
        boolean possible =
                switch (work) {
                    case RELEASE -> true;
                    case TAKEDOWN -> records.newest("PUBLISHED").size() > FEW;
                    case BACK -> !records.retired().isEmpty();
                };
        return possible ? work : Work.RELEASE;
    }

    Asking prepare(Work work) {
        return switch (work) {
            case RELEASE -> release();
            case TAKEDOWN -> takedown();
            case BACK -> back();
        };
    }

    /** Makes public what is approved: new documents, a changed one, some that were held. */
    private Asking release() {
        List<String> due = new ArrayList<>();
        for (int i = chance.nextInt(2); i >= 0; i--) {
            due.add(write());
        }
        List<String> live = records.newest("PUBLISHED");
        if (!live.isEmpty()) {
            due.add(rewrite(live.get(chance.nextInt(live.size()))));
        }
        due.forEach(this::approve);
        for (String document : records.newest("HELD").stream().limit(FEW).toList()) {
            staff.publisher().change("/api/v1/documents/" + document + "/let-go", Map.of());
            due.add(document);
        }
        return new Asking() {
            @Override
            void ask() {
                releaseAll();
                acknowledged = true;
            }

            @Override
            void isKept(Api reader) {
                assertThat(records.newest("PUBLISHED")).as("released").containsAll(due);
            }
        };
    }

    /** Asks for a release, of which nothing may be held. */
    void releaseAll() {
        JsonNode report = staff.publisher().post("/api/v1/releases", Map.of());
        assertThat(report.at("/outcome/held")).as("what the gate held").isEmpty();
    }

    /** A withdrawal, at times while something else is approved, which does not go with it. */
    private Asking takedown() {
        List<String> live = records.newest("PUBLISHED");
        String document = live.get(chance.nextInt(live.size()));
        String path =
                staff.editor().get("/api/v1/documents/" + document).at("/summary/path").asString();
        if (chance.nextBoolean()) {
            approve(write());
        }
        return new Asking() {
            @Override
            void ask() {
                staff.publisher()
                        .change(
                                "/api/v1/documents/" + document + "/withdraw",
                                Map.of("reason", "OUTDATED"));
                acknowledged = true;
                while (staff.editor().page(path).statusCode() != 410) {
                    LockSupport.parkNanos(PAUSE.toNanos());
                }
            }

            @Override
            void isKept(Api reader) {
                assertThat(records.newest("WITHDRAWN")).as("withdrawn").contains(document);
                assertThat(reader.page(path).statusCode()).as(path).isEqualTo(410);
            }
        };
    }

    private Asking back() {
        List<Long> earlier = records.retired().stream().limit(BACK_AT_MOST).toList();
        long to = earlier.get(chance.nextInt(earlier.size()));
        long before = records.active().number();
        return new Asking() {
            @Override
            void ask() {
                staff.publisher().post("/api/v1/releases/" + to + "/back", Map.of());
                acknowledged = true;
            }

            @Override
            void isKept(Api reader) {
                assertThat(records.active().number())
                        .as("the release that goes back to " + to)
                        .isGreaterThan(before);
            }
        };
    }

    private String write() {
        return staff.editor()
                .post(
                        "/api/v1/documents",
                        Map.of(
                                "kind", "notice", "section", "news", "unit", "sfj", "draft",
                                draft()))
                .get("id")
                .asString();
    }

    private String rewrite(String document) {
        HttpResponse<String> read = staff.editor().page("/api/v1/documents/" + document);
        staff.editor()
                .put(
                        "/api/v1/documents/" + document + "/draft",
                        draft(),
                        "If-Match",
                        read.headers().firstValue("ETag").orElseThrow());
        return document;
    }

    private Map<String, String> draft() {
        return Map.of(
                "title",
                "关于便民服务的通知（之%d）".formatted(chance.nextInt(1_000_000)),
                "body",
                "<p>自即日起施行，现将有关事项公布如下。</p>".repeat(1 + chance.nextInt(40)));
    }

    private void approve(String document) {
        staff.editor().change("/api/v1/documents/" + document + "/submit", Map.of());
        String digest =
                staff.editor()
                        .get("/api/v1/documents/" + document)
                        .at("/summary/digest")
                        .asString();
        for (Api reviewer : staff.reviewers().values()) {
            reviewer.post("/api/v1/documents/" + document + "/approve", Map.of("digest", digest));
        }
    }
}
