package org.gongkai.publisher.verify;

import org.gongkai.publisher.LiveEdition;
import org.gongkai.publisher.ProofFinding.Kind;
import org.gongkai.publisher.PublicRecord;
import org.gongkai.publisher.Withdrawal;
import org.gongkai.publisher.output.Manifest;
import org.gongkai.publisher.output.Manifest.LiveDocument;
import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Compares a manifest with the records of the content service. What was withdrawn since the release
 * is no fault: it waits for the next one.
 */
final class RecordCheck {
    private static final int AT_ONCE = 500;

    private final PublicRecord record;
    private final Manifest manifest;
    private final Findings findings;
    private final Consumer<RuntimeException> unreadable;
    private final Map<UUID, Withdrawal> withdrawn = new HashMap<>();
    private final Set<UUID> live;
    private long documents;
    private long waiting;

    RecordCheck(
            PublicRecord record,
            Manifest manifest,
            Findings findings,
            Consumer<RuntimeException> unreadable) {
        this.record = record;
        this.manifest = manifest;
        this.findings = findings;
        this.unreadable = unreadable;
        this.live = new HashSet<>(record.live());
        record.withdrawals().forEach(each -> withdrawn.put(each.document(), each));
    }

    /** How many documents were compared. */
    long documents() {
        return documents;
    }

    /** How many documents were withdrawn since the release. */
    long waiting() {
        return waiting;
    }

    void look() {
        Map<UUID, LiveDocument> part = new LinkedHashMap<>();
        manifest.documents(unreadable)
                .forEach(
                        each -> {
                            part.put(each.getKey(), each.getValue());
                            if (part.size() == AT_ONCE) {
                                look(part);
                                part.clear();
                            }
                        });
        look(part);
        for (UUID document : live) {
            findings.add(Kind.NOT_SHOWN, document, "a live edition", "nothing in the manifest");
        }
        manifest.withdrawals(unreadable)
                .forEach(each -> compare(each, withdrawn.remove(each.document())));
        for (Withdrawal each : withdrawn.values()) {
            if (isSince(each)) {
                waiting++;
            } else {
                findings.add(Kind.WITHDRAWAL, each.document(), each, "nothing in the manifest");
            }
        }
    }

    private void look(Map<UUID, LiveDocument> part) {
        Map<UUID, LiveEdition> recorded = new HashMap<>();
        record.editions(part.keySet()).forEach(each -> recorded.put(each.document(), each));
        part.forEach((id, shown) -> compare(id, shown, recorded.get(id)));
        documents += part.size();
    }

    private void compare(UUID id, LiveDocument shown, @Nullable LiveEdition recorded) {
        live.remove(id);
        if (recorded == null) {
            Withdrawal withdrawal = withdrawn.get(id);
            if (withdrawal == null || !isSince(withdrawal)) {
                findings.add(
                        Kind.NOT_LIVE,
                        id,
                        "no live edition",
                        "shown at %s".formatted(shown.path()));
            }
            return;
        }
        same(Kind.EDITION, id, recorded.edition(), shown.edition());
        same(Kind.EDITION, id, recorded.digest(), shown.digest());
        same(Kind.EDITION, id, recorded.path(), shown.path());
        same(Kind.EDITION, id, recorded.firstPublished(), shown.firstPublished());
        same(Kind.EDITION, id, recorded.published(), shown.published());
        same(Kind.APPROVALS, id, recorded.approvals(), shown.approvals());
    }

    private void same(Kind kind, UUID document, @Nullable Object recorded, @Nullable Object shown) {
        if (!Objects.equals(recorded, shown)) {
            findings.add(
                    kind,
                    document,
                    shown + " as in the manifest",
                    recorded == null ? "nothing in the database" : recorded + " in the database");
        }
    }

    private void compare(Withdrawal shown, @Nullable Withdrawal recorded) {
        if (!shown.equals(recorded) && !isToldOtherwiseSoon(shown, recorded)) {
            findings.add(
                    Kind.WITHDRAWAL,
                    shown.document(),
                    shown + " as in the manifest",
                    recorded == null ? "nothing in the database" : recorded + " in the database");
        }
    }

    /** What readers are told of a withdrawal may have been changed, and waits for a release. */
    private static boolean isToldOtherwiseSoon(Withdrawal shown, @Nullable Withdrawal recorded) {
        return recorded != null
                && shown.path().equals(recorded.path())
                && shown.reason() == recorded.reason()
                && shown.at().equals(recorded.at());
    }

    private boolean isSince(Withdrawal withdrawal) {
        return !withdrawal.at().isBefore(manifest.instant());
    }
}
