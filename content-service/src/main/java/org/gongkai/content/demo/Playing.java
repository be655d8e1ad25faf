package org.gongkai.content.demo;

import org.gongkai.content.assignment.AssignmentRefused;
import org.gongkai.content.canonical.Digest;
import org.gongkai.content.document.ContentChanged;
import org.gongkai.content.document.ContentRefused;
import org.gongkai.content.document.DocumentId;
import org.gongkai.content.document.DocumentQueries;
import org.gongkai.content.document.Documents;
import org.gongkai.content.document.NoSuchDocument;
import org.gongkai.content.document.Page;
import org.gongkai.content.document.VerbRefused;
import org.gongkai.content.document.WithdrawalNotice;
import org.gongkai.content.document.WithdrawalReason;
import org.gongkai.content.notice.Notice;
import org.gongkai.content.notice.NoticeRows;
import org.gongkai.content.notice.Notices;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.NotAllowed;
import org.gongkai.content.people.People;
import org.gongkai.content.publishing.ReleaseDesk;
import org.gongkai.content.publishing.ReleaseHistory;
import org.gongkai.content.releaseset.InAnotherSet;
import org.gongkai.content.releaseset.ReleaseSetSettled;
import org.gongkai.content.releaseset.ReleaseSets;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Plays one scene: the person of the scene gives the command, and the rules decide. */
@Component
@Profile("demo")
class Playing {
    private static final Duration LONGEST_RELEASE = Duration.ofMinutes(2);
    private static final Set<String> UNDER_WAY = Set.of("PLANNED", "ACTIVATING");
    private static final String TOGETHER = "POL-2";

    private final People people;
    private final Documents documents;
    private final DocumentQueries queries;
    private final ReleaseSets sets;
    private final Drafting drafting;
    private final SiteWords words;
    private final Assigning assigning;
    private final Notices notices;
    private final NoticeRows told;
    private final ReleaseDesk desk;
    private final ReleaseHistory releases;
    private final Played played;
    private final TransactionOperations transactions;

    Playing(
            People people,
            Documents documents,
            DocumentQueries queries,
            ReleaseSets sets,
            Drafting drafting,
            SiteWords words,
            Assigning assigning,
            Notices notices,
            NoticeRows told,
            ReleaseDesk desk,
            ReleaseHistory releases,
            Played played,
            TransactionOperations transactions) {
        this.people = people;
        this.documents = documents;
        this.queries = queries;
        this.sets = sets;
        this.drafting = drafting;
        this.words = words;
        this.assigning = assigning;
        this.notices = notices;
        this.told = told;
        this.desk = desk;
        this.releases = releases;
        this.played = played;
        this.transactions = transactions;
    }

    /**
     * Plays a scene and notes it, both or neither; only a release is noted after it, and asking for
     * it again is harmless.
     *
     * @return why the rules refused it, because somebody has done otherwise; empty if it was done
     */
    Optional<String> play(DemoFiles files, Scene scene) {
        try {
            perform(files, scene);
            return Optional.empty();
        } catch (VerbRefused
                | ContentRefused
                | ContentChanged
                | NoSuchDocument
                | NotAllowed
                | AssignmentRefused
                | InAnotherSet
                | ReleaseSetSettled refusal) {
            String why = String.valueOf(refusal.getMessage());
            transactions.executeWithoutResult(status -> played.note(scene.key(), why));
            return Optional.of(why);
        }
    }

    private void perform(DemoFiles files, Scene scene) {
        Actor by = actor(scene.by());
        if (scene.does() == Scene.Does.RELEASE) {
            desk.release(by);
            transactions.executeWithoutResult(status -> played.note(scene.key(), null));
            return;
        }
        if (scene.does() == Scene.Does.SUBMIT) {
            putWithItsPolicy(by, id(scene));
        }
        long before = lastRelease();
        transactions.executeWithoutResult(
                status -> {
                    act(files, scene, by);
                    played.note(scene.key(), null);
                });
        if (scene.does() == Scene.Does.WITHDRAW) {
            awaitReleaseAfter(before);
        }
    }

    private void act(DemoFiles files, Scene scene, Actor by) {
        switch (scene.does()) {
            case WRITE, REVISE -> drafting.write(files, scene.subject(), by, scene.event());
            case SUBMIT -> documents.submit(by, id(scene), null, lateReason(scene));
            case CONSENT -> documents.consent(by, id(scene), null, comment(scene));
            case APPROVE -> documents.approve(by, id(scene), seen(scene, by), comment(scene));
            case RETURN ->
                    documents.returnForChanges(by, id(scene), seen(scene, by), comment(scene));
            case WITHDRAW ->
                    documents.withdraw(
                            by,
                            id(scene),
                            WithdrawalNotice.of(
                                    WithdrawalReason.valueOf(
                                            DemoFiles.text(scene.detail(), "reason"))));
            case ACKNOWLEDGE -> notices.acknowledge(by, notice(scene, by), comment(scene));
            case LEAD ->
                    words.putInForce(
                            files, drafting.takenOn(files, DemoFiles.text(scene.detail(), "lead")));
            case ASSIGN -> assigning.assign(files, by, scene.detail());
            case SIGN -> assigning.sign(files, by, scene.detail());
            case PROVE -> assigning.prove(files, by, scene.detail());
            case RELEASE -> throw new IllegalStateException("A release is no transaction");
        }
    }

    private UUID notice(Scene scene, Actor by) {
        DocumentId document = id(scene);
        return told.list(by, NoticeRows.Which.OPEN, 1, Page.MOST).items().stream()
                .filter(notice -> notice.document().equals(document.value()))
                .map(Notice::id)
                .findFirst()
                .orElseThrow(
                        () ->
                                new NotAllowed(
                                        "Nothing of %s became public that %s could take note of"
                                                .formatted(document, by.account())));
    }

    /** An interpretation goes with its policy: what the page offers, before it can be submitted. */
    private void putWithItsPolicy(Actor by, DocumentId id) {
        if (queries.view(by, id).shortcomings().stream()
                .anyMatch(missing -> missing.rule().equals(TOGETHER))) {
            sets.withPolicy(by, id, null);
        }
    }

    /** The content as it stands before the reviewer. */
    private Digest seen(Scene scene, Actor by) {
        return new Digest(queries.view(by, id(scene)).summary().digest());
    }

    private DocumentId id(Scene scene) {
        String slug = scene.subject().id();
        return drafting.find(slug)
                .orElseThrow(() -> new IllegalStateException(slug + " is not written yet"));
    }

    private Actor actor(String account) {
        return people.actor(account)
                .orElseThrow(() -> new IllegalStateException("There is no " + account));
    }

    private static @Nullable String lateReason(Scene scene) {
        Object reason = scene.detail().get("lateReason");
        return reason == null ? null : reason.toString();
    }

    private static String comment(Scene scene) {
        return String.valueOf(scene.detail().getOrDefault("comment", ""));
    }

    private long lastRelease() {
        return releases.last(1).stream().mapToLong(ReleaseHistory.Entry::number).sum();
    }

    /**
     * A withdrawal makes a release by itself, at its own time; the clock must not run ahead of it.
     */
    private void awaitReleaseAfter(long number) {
        long deadline = System.nanoTime() + LONGEST_RELEASE.toNanos();
        while (releases.last(1).stream()
                .allMatch(last -> last.number() <= number || UNDER_WAY.contains(last.state()))) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("A withdrawal was not followed by a release");
            }
            try {
                Thread.sleep(Duration.ofMillis(20));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
