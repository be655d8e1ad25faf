package org.gongkai.content.workbench;

import org.gongkai.content.document.Bypasses;
import org.gongkai.content.document.DocumentFilter;
import org.gongkai.content.document.DocumentId;
import org.gongkai.content.document.DocumentQueries;
import org.gongkai.content.document.DocumentSummary;
import org.gongkai.content.document.EditionState;
import org.gongkai.content.document.LiveDocuments;
import org.gongkai.content.document.Page;
import org.gongkai.content.document.Returns;
import org.gongkai.content.notice.Notice;
import org.gongkai.content.notice.NoticeRows;
import org.gongkai.content.people.Actor;
import org.gongkai.content.reminder.Reminders;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.servlet.ModelAndView;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What waits for the person who signed in. */
@Controller
class HomePage {
    /** In the order of urgency: what others wait for comes before the own drafts. */
    private static final List<Group> GROUPS =
            List.of(
                    new Group("review", EditionState.IN_REVIEW),
                    new Group("held", EditionState.HELD),
                    new Group("returned", EditionState.RETURNED),
                    new Group("draft", EditionState.DRAFT));

    private static final int SHOWN = 20;
    private static final int LIVE = 5;

    private final DocumentQueries documents;
    private final LiveDocuments live;
    private final Bypasses bypasses;
    private final NoticeRows notices;
    private final Returns returns;
    private final Reminders reminders;
    private final Names names;

    HomePage(
            DocumentQueries documents,
            LiveDocuments live,
            Returns returns,
            Bypasses bypasses,
            NoticeRows notices,
            Reminders reminders,
            Names names) {
        this.reminders = reminders;
        this.documents = documents;
        this.live = live;
        this.returns = returns;
        this.bypasses = bypasses;
        this.notices = notices;
        this.names = names;
    }

    private record Group(String key, EditionState state) {}

    /** A heap of work: its key, how much there is, and the part that waits the longest. */
    record Heap(String key, String state, long total, boolean more, List<Row> rows) {
        /** As it is shown: with a plus if nobody counted further. */
        public String count() {
            return more ? total + "+" : Long.toString(total);
        }
    }

    /** What is public, and since when. */
    record LiveRow(String id, String title, String section, String at, boolean underWay) {}

    /** The same for notices: what became public, and what others ask of the office. */
    record NoticeHeap(String key, String which, long total, List<NoticesPage.Line> lines) {}

    @GetMapping("/workbench")
    String home(Actor actor, Model model) {
        Row.Words words = Row.Words.of(names);
        model.addAttribute(
                "heaps",
                GROUPS.stream()
                        .map(group -> heap(actor, group, words))
                        .filter(heap -> heap.total() > 0)
                        .toList());
        model.addAttribute("live", live(actor, words));
        model.addAttribute("reminders", RemindersPage.items(reminders.waiting(actor), names));
        model.addAttribute("emergencies", bypasses.report(actor, true).size());
        model.addAttribute(
                "noticeHeaps",
                Stream.of(
                                notices("told", actor, NoticeRows.Which.OPEN, words),
                                notices("asked", actor, NoticeRows.Which.ASKING, words))
                        .filter(heap -> heap.total() > 0 && Frame.actsOnNotices(actor))
                        .toList());
        return "workbench/home";
    }

    /** Any other page of the workbench. */
    @GetMapping("/workbench/{page}")
    @ResponseStatus(HttpStatus.NOT_FOUND)
    ModelAndView notFound() {
        return new ModelAndView("workbench/problem", Map.of("problem", "notFound"));
    }

    private NoticeHeap notices(String key, Actor actor, NoticeRows.Which which, Row.Words words) {
        Page<Notice> page = notices.list(actor, which, 1, SHOWN);
        return new NoticeHeap(
                key,
                which.name(),
                page.total(),
                page.items().stream()
                        .map(notice -> NoticesPage.Line.of(notice, actor, words))
                        .toList());
    }

    private Heap heap(Actor actor, Group group, Row.Words words) {
        Page<DocumentSummary> page =
                documents.list(
                        actor,
                        new DocumentFilter(
                                group.state(), null, null, null, null, null, true, false),
                        1,
                        SHOWN);
        return new Heap(
                group.key(),
                group.state().name(),
                page.total(),
                page.more(),
                rows(page.items(), group.state(), words));
    }

    private List<Row> rows(List<DocumentSummary> found, EditionState state, Row.Words words) {
        if (state == EditionState.IN_REVIEW) {
            return found.stream().map(document -> Row.of(document, words).toReview()).toList();
        }
        Map<String, String> people = names.people();
        Map<DocumentId, Returns.Said> said =
                state == EditionState.RETURNED
                        ? returns.of(found.stream().map(DocumentSummary::id).toList())
                        : Map.of();
        return found.stream()
                .map(
                        document ->
                                Row.of(document, words)
                                        .because(why(said.get(document.id()), people)))
                .toList();
    }

    private static @Nullable String why(Returns.@Nullable Said said, Map<String, String> people) {
        return said == null
                ? null
                : people.getOrDefault(said.account(), said.account()) + "：" + said.comment();
    }

    /** What the own units made public last. */
    private List<LiveRow> live(Actor actor, Row.Words words) {
        return live.newest(actor.units(), LIVE).stream()
                .map(
                        document ->
                                new LiveRow(
                                        document.id().toString(),
                                        document.title(),
                                        words.sections()
                                                .getOrDefault(
                                                        document.section(), document.section()),
                                        names.time(document.publishedAt()),
                                        document.underWay()))
                .toList();
    }
}
