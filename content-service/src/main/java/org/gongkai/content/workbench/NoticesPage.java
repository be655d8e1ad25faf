package org.gongkai.content.workbench;

import org.gongkai.content.document.Page;
import org.gongkai.content.notice.NoSuchNotice;
import org.gongkai.content.notice.Notice;
import org.gongkai.content.notice.NoticeRows;
import org.gongkai.content.notice.NoticeSettled;
import org.gongkai.content.notice.Notices;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import java.util.UUID;

/** What became public without the reader's stage, and what is said to it. */
@Controller
class NoticesPage {
    private static final int SIZE = 50;

    private final Notices notices;
    private final NoticeRows rows;
    private final Names names;
    private final Refusals refusals;

    NoticesPage(Notices notices, NoticeRows rows, Names names, Refusals refusals) {
        this.notices = notices;
        this.rows = rows;
        this.names = names;
        this.refusals = refusals;
    }

    /** What can be said to a notice. */
    enum Act {
        ACKNOWLEDGE,
        ASK,
        ANSWER
    }

    /**
     * A notice as a list shows it.
     *
     * @param by who took note of it
     * @param mayAnswer whether the reader may say why it stays public
     */
    record Line(
            UUID id,
            UUID document,
            String title,
            String kind,
            String unit,
            String section,
            String path,
            int edition,
            String at,
            @Nullable String by,
            boolean asks,
            String comment,
            @Nullable String answer,
            boolean mayAcknowledge,
            boolean mayAnswer) {
        static Line of(Notice notice, Actor actor, Row.Words words) {
            return new Line(
                    notice.id(),
                    notice.document(),
                    notice.title(),
                    words.names().kind(notice.kind()),
                    words.units().getOrDefault(notice.unit(), notice.unit()),
                    words.sections().getOrDefault(notice.section(), notice.section()),
                    notice.path(),
                    notice.edition(),
                    words.names().time(notice.at()),
                    notice.acknowledgedBy(),
                    notice.asksWithdrawal(),
                    notice.comment(),
                    notice.answer(),
                    notice.open() && notice.mine(),
                    notice.asking()
                            && actor.grants()
                                    .contains(new Actor.Grant(Role.OFFICE_REVIEWER, null)));
        }
    }

    @GetMapping("/workbench/notices")
    String list(
            Actor actor,
            @RequestParam(defaultValue = "ALL") NoticeRows.Which which,
            @RequestParam(defaultValue = "1") int page,
            Model model) {
        Page<Notice> found = rows.list(actor, which, Math.max(1, page), SIZE);
        Row.Words words = Row.Words.of(names);
        model.addAttribute(
                "lines",
                found.items().stream().map(notice -> Line.of(notice, actor, words)).toList());
        model.addAttribute("which", which.name());
        model.addAttribute("total", found.total());
        model.addAttribute("page", found.page());
        model.addAttribute("pages", found.pages());
        return "workbench/notices";
    }

    @PostMapping("/workbench/notices/{id}/{act}")
    String act(
            Actor actor,
            @PathVariable UUID id,
            @PathVariable Act act,
            @RequestParam(defaultValue = "") String comment,
            RedirectAttributes after) {
        if (act != Act.ACKNOWLEDGE && comment.isBlank()) {
            after.addFlashAttribute("refused", refusals.say("notice.reason"));
            return "redirect:/workbench";
        }
        try {
            switch (act) {
                case ACKNOWLEDGE -> notices.acknowledge(actor, id, comment);
                case ASK -> notices.askWithdrawal(actor, id, comment);
                case ANSWER -> notices.answer(actor, id, comment);
            }
            after.addFlashAttribute("said", refusals.say("notice.said." + act.name()));
        } catch (NoticeSettled e) {
            after.addFlashAttribute("refused", refusals.say("notice.settled"));
        } catch (NoSuchNotice e) {
            after.addFlashAttribute("refused", refusals.say("problem.notFound"));
        }
        return "redirect:/workbench";
    }
}
