package org.gongkai.content.papertrail;

import org.gongkai.content.audit.AuditEntry;
import org.gongkai.content.document.AssetUse;
import org.gongkai.content.document.Content;
import org.gongkai.content.document.DocumentId;
import org.gongkai.content.document.DocumentQueries;
import org.gongkai.content.document.DocumentView;
import org.gongkai.content.document.EditionHistory;
import org.gongkai.content.document.EditionSummary;
import org.gongkai.content.document.Emergency;
import org.gongkai.content.document.RevisionSummary;
import org.gongkai.content.kind.Kinds;
import org.gongkai.content.paper.Paper;
import org.gongkai.content.paper.Papers;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.People;
import org.gongkai.content.people.Person;
import org.gongkai.content.people.Units;
import org.gongkai.content.publishing.DraftPages;
import org.gongkai.content.review.Approval.Verdict;
import org.gongkai.content.review.ReviewStage;
import org.gongkai.content.site.SiteRevisions;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Service;

import tools.jackson.databind.json.JsonMapper;

import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Fills the forms of a document from the record of the edition that the reader sees. Whoever may
 * read its story may have them. What the record does not know stays blank, for a pen: proofreading,
 * secrecy, signatures. The forms are in Chinese whatever the reader's language. Thread-safe.
 */
@Service
public class PaperTrail {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Locale LANGUAGE = Locale.SIMPLIFIED_CHINESE;
    private static final DateTimeFormatter LINE = DateTimeFormatter.ofPattern("yyyy年M月d日 HH:mm");

    /** For narrow cells. */
    private static final DateTimeFormatter CELL =
            DateTimeFormatter.ofPattern("yyyy-MM-dd\nHH:mm", Locale.ROOT);

    private static final List<String> ROUNDS = List.of("一审", "二审", "三审");
    private static final String NOT_IN_ROUTE = "审核流程不设此环节";

    private final DocumentQueries queries;
    private final EditionHistory history;
    private final People people;
    private final Units units;
    private final SiteRevisions site;
    private final Kinds kinds;
    private final DraftPages pages;
    private final Checks checks;
    private final Papers papers;
    private final MessageSource messages;
    private final Clock clock;

    PaperTrail(
            DocumentQueries queries,
            EditionHistory history,
            People people,
            Units units,
            SiteRevisions site,
            Kinds kinds,
            DraftPages pages,
            Checks checks,
            Papers papers,
            MessageSource messages,
            Clock clock) {
        this.queries = queries;
        this.history = history;
        this.people = people;
        this.units = units;
        this.site = site;
        this.kinds = kinds;
        this.pages = pages;
        this.checks = checks;
        this.papers = papers;
        this.messages = messages;
        this.clock = clock;
    }

    /**
     * A form, filled with what is on record now.
     *
     * @throws org.gongkai.content.document.NoSuchDocument if there is none, or the person may not
     *     see it
     */
    public Paper paper(Actor actor, DocumentId id, PaperForm form) {
        DocumentView view = queries.view(actor, id);
        Instant now = clock.instant();
        Map<String, Object> values = new HashMap<>(about(actor, view));
        values.put("printed", line(now));
        switch (form) {
            case THREE_REVIEWS -> {
                values.put("reviews", reviews(view));
                values.put("verdicts", view.verdicts().stream().map(this::verdict).toList());
                values.put("published", published(actor, view));
            }
            case SECRECY -> values.put("approvals", approvals(view));
        }
        return papers.fill(form.key(), form.title() + " " + view.content().title(), values, now);
    }

    private Map<String, String> about(Actor actor, DocumentView view) {
        Content content = view.content();
        String unit = view.summary().unit();
        String section = view.summary().section();
        Optional<AuditEntry> submission = submission(actor, view);
        Map<String, String> values = new HashMap<>();
        values.put("title", content.title());
        values.put(
                "unit",
                units.all().stream()
                        .filter(each -> each.key().value().equals(unit))
                        .map(each -> each.name())
                        .findFirst()
                        .orElse(unit));
        values.put("section", site.sectionNames().getOrDefault(section, section));
        values.put("kind", kinds.label(view.summary().kind()).in(LANGUAGE));
        values.put("edition", Integer.toString(view.summary().edition()));
        values.put("author", content.fields().getOrDefault("author", ""));
        values.put("source", content.fields().getOrDefault("source", ""));
        values.put("number", content.fields().getOrDefault("documentNumber", ""));
        values.put(
                "writers",
                history.revisions(actor, view.summary().id(), view.summary().edition()).stream()
                        .map(RevisionSummary::savedByName)
                        .distinct()
                        .collect(Collectors.joining("、")));
        values.put("submitter", submission.map(this::name).orElse(""));
        values.put("submitted", submission.map(entry -> line(entry.at())).orElse(""));
        values.put("digest", view.summary().digest());
        values.put("files", files(content));
        values.put("checks", checked(view));
        return values;
    }

    private static String files(Content content) {
        List<String> names = new ArrayList<>();
        for (AssetUse use : content.assets()) {
            names.add("%d．%s".formatted(names.size() + 1, use.fileName()));
        }
        return names.isEmpty() ? "无" : String.join("\n", names);
    }

    private String checked(DocumentView view) {
        if (view.erased()) {
            return "";
        }
        return pages.page(view.summary().id(), view.content(), "/")
                .map(page -> checks.of(view.content(), page))
                .map(
                        lines ->
                                lines.isEmpty()
                                        ? "未发现问题。"
                                        : lines.stream()
                                                .map(Checks.Line::toString)
                                                .collect(Collectors.joining("\n")))
                .orElse("");
    }

    /** When the content at hand was submitted last, and by whom; none if other content was. */
    private Optional<AuditEntry> submission(Actor actor, DocumentView view) {
        return queries.history(actor, view.summary().id()).stream()
                .filter(entry -> entry.action().startsWith("submitted"))
                .filter(
                        entry ->
                                JSON.readTree(entry.detail()).path("edition").asInt(0)
                                        == view.summary().edition())
                .reduce((before, after) -> after)
                .filter(
                        entry ->
                                JSON.readTree(entry.detail())
                                        .path("digest")
                                        .asString("")
                                        .equals(view.summary().digest()));
    }

    private String name(AuditEntry entry) {
        return people.all().stream()
                .filter(person -> person.account().equals(entry.actor()))
                .map(Person::name)
                .findFirst()
                .orElse(entry.actor());
    }

    private List<Map<String, String>> reviews(DocumentView view) {
        List<Map<String, String>> rows = new ArrayList<>();
        for (ReviewStage stage : ReviewStage.values()) {
            Optional<DocumentView.Given> given = approval(view, stage);
            rows.add(
                    Map.of(
                            "round", ROUNDS.get(stage.ordinal()),
                            "stage", stage(stage),
                            "name", given.map(PaperTrail::who).orElse(""),
                            "at", given.map(each -> cell(each.at())).orElse(""),
                            "opinion",
                                    given.map(PaperTrail::approved)
                                            .orElse(
                                                    view.stages().contains(stage)
                                                            ? ""
                                                            : NOT_IN_ROUTE)));
        }
        return rows;
    }

    /** The approval of a stage that counts for the content at hand. */
    private static Optional<DocumentView.Given> approval(DocumentView view, ReviewStage stage) {
        return view.verdicts().stream()
                .filter(given -> given.stage() == stage)
                .filter(given -> given.counts() && given.verdict() == Verdict.APPROVE)
                .reduce((before, after) -> after);
    }

    private static String approved(DocumentView.Given given) {
        return given.comment().isEmpty() ? "通过" : "通过：" + given.comment();
    }

    private String approvals(DocumentView view) {
        return view.stages().stream()
                .flatMap(stage -> approval(view, stage).stream())
                .map(
                        given ->
                                "%s　%s　%s　%s"
                                        .formatted(
                                                stage(given.stage()),
                                                who(given).replace("\n", ""),
                                                line(given.at()),
                                                approved(given)))
                .collect(Collectors.joining("\n"));
    }

    private Map<String, String> verdict(DocumentView.Given given) {
        String remarks =
                given.remarks().stream()
                        .map(remark -> "“%s”：%s".formatted(remark.quote(), remark.comment()))
                        .collect(Collectors.joining("\n"));
        return Map.of(
                "at", cell(given.at()),
                "stage", stage(given.stage()),
                "name", who(given),
                "verdict", given.verdict() == Verdict.APPROVE ? "通过" : "退回",
                "opinion",
                        (given.comment()
                                        + "\n"
                                        + remarks
                                        + "\n"
                                        + (given.counts()
                                                ? ""
                                                : "（对内容摘要 %s… 作出）"
                                                        .formatted(
                                                                given.digest()
                                                                        .hex()
                                                                        .substring(0, 12))))
                                .strip()
                                .replaceAll("\n+", "\n"));
    }

    private String published(Actor actor, DocumentView view) {
        List<String> said = new ArrayList<>();
        Emergency emergency = view.emergency();
        if (emergency != null && emergency.confirmedBy() != null) {
            said.add(
                    "应急发布：%s申请，%s确认，理由：%s"
                            .formatted(
                                    emergency.requestedBy(),
                                    emergency.confirmedBy(),
                                    emergency.reason()));
        }
        history.editions(actor, view.summary().id()).stream()
                .filter(edition -> edition.number() == view.summary().edition())
                .map(EditionSummary::publishedAt)
                .filter(at -> at != null)
                .findFirst()
                .ifPresent(at -> said.add(line(at) + " 在网站公开，地址 " + view.summary().path()));
        return String.join("\n", said);
    }

    private static String who(DocumentView.Given given) {
        @Nullable String other = given.onBehalfOf();
        return other == null ? given.name() : "%s\n（代%s）".formatted(given.name(), other);
    }

    private String stage(ReviewStage stage) {
        return messages.getMessage("state." + stage, null, LANGUAGE);
    }

    private String line(Instant at) {
        return LINE.withZone(clock.getZone()).format(at);
    }

    private String cell(Instant at) {
        return CELL.withZone(clock.getZone()).format(at);
    }
}
