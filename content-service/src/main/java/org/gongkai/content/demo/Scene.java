package org.gongkai.content.demo;

import org.gongkai.content.demo.DemoFiles.Document;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Something that happens in the demonstration.
 *
 * @param key names it for good, so that it is played once
 * @param by the account of who does it
 * @param document null for what happens to the site
 * @param event its place in the document's story; −1 before the story
 */
record Scene(
        String key,
        Instant at,
        Does does,
        String by,
        @Nullable Document document,
        int event,
        Map<String, Object> detail) {

    /** What is done; of things at the same instant, in this order. */
    enum Does {
        WRITE("written"),
        REVISE("revised"),
        SUBMIT("submitted"),
        CONSENT("consented to"),
        APPROVE("approved"),
        RETURN("returned"),
        WITHDRAW("withdrawn"),
        ACKNOWLEDGE("taken note of"),
        ASSIGN("assigned"),
        SIGN("signed for"),
        PROVE("recorded as evidence"),
        LEAD("new lead story"),
        RELEASE("released");

        private final String done;

        Does(String done) {
            this.done = done;
        }

        String done() {
            return done;
        }
    }

    /** All scenes of the campaign, in their order. */
    static List<Scene> of(DemoFiles files) {
        List<Scene> scenes = new ArrayList<>();
        files.documents().forEach(document -> story(document, scenes));
        for (Map<String, Object> release : files.list("releases")) {
            Instant at = instant(DemoFiles.text(release, "at"));
            String by = DemoFiles.text(release, "by");
            if (release.containsKey("lead")) {
                scenes.add(new Scene("lead " + at, at, Does.LEAD, by, null, -1, release));
            }
            scenes.add(new Scene("release " + at, at, Does.RELEASE, by, null, -1, release));
        }
        assignments(files, scenes);
        scenes.sort(Comparator.comparing(Scene::at).thenComparing(Scene::does));
        return List.copyOf(scenes);
    }

    /** What the office assigns, and what the units' editors do about it. */
    private static void assignments(DemoFiles files, List<Scene> scenes) {
        Map<String, Object> assigned = files.part("assigned");
        scenes.add(
                new Scene(
                        "assigned",
                        instant(DemoFiles.text(assigned, "at")),
                        Does.ASSIGN,
                        DemoFiles.text(assigned, "by"),
                        null,
                        -1,
                        assigned));
        for (Map<String, Object> receipt : files.list("receipts")) {
            for (String unit : DemoFiles.texts(receipt, "units")) {
                scenes.add(
                        byUnit("signed " + unit, receipt, Does.SIGN, unit, Map.of("unit", unit)));
            }
        }
        for (Map<String, Object> assignment : files.list("assignments")) {
            String number = DemoFiles.text(assignment, "number");
            int place = 0;
            for (Map<String, Object> evidence : DemoFiles.maps(assignment.get("evidence"))) {
                Map<String, Object> detail = new HashMap<>(evidence);
                detail.put("number", number);
                scenes.add(
                        byUnit(
                                "assignment %s evidence %d".formatted(number, ++place),
                                evidence,
                                Does.PROVE,
                                DemoFiles.text(evidence, "unit"),
                                detail));
            }
        }
    }

    private static Scene byUnit(
            String key,
            Map<String, Object> entry,
            Does does,
            String unit,
            Map<String, Object> detail) {
        return new Scene(
                key,
                instant(DemoFiles.text(entry, "at")),
                does,
                "editor." + unit,
                null,
                -1,
                detail);
    }

    private static void story(Document document, List<Scene> scenes) {
        String name = document.id() + " " + document.edition();
        scenes.add(before(name + " written", document.written(), Does.WRITE, document, Map.of()));
        OffsetDateTime submitted = document.submitted();
        if (submitted != null) {
            String reason = document.lateReason();
            scenes.add(
                    before(
                            name + " submitted",
                            submitted,
                            Does.SUBMIT,
                            document,
                            reason == null ? Map.of() : Map.of("lateReason", reason)));
        }
        for (int i = 0; i < document.story().size(); i++) {
            Map<String, Object> event = document.story().get(i);
            Does does =
                    Does.valueOf(DemoFiles.text(event, "does").toUpperCase(java.util.Locale.ROOT));
            scenes.add(
                    new Scene(
                            name + " event " + (i + 1),
                            instant(DemoFiles.text(event, "at")),
                            does,
                            DemoFiles.text(event, "by"),
                            document,
                            i,
                            event));
        }
    }

    private static Scene before(
            String key,
            OffsetDateTime at,
            Does does,
            Document document,
            Map<String, Object> detail) {
        return new Scene(key, at.toInstant(), does, document.editor(), document, -1, detail);
    }

    private static Instant instant(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }

    Document subject() {
        return java.util.Objects.requireNonNull(document, key);
    }
}
