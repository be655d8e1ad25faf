package org.gongkai.content.workbench;

import org.gongkai.content.document.DocumentQueries;
import org.gongkai.content.document.DocumentSummary;
import org.gongkai.content.document.Page;
import org.gongkai.content.people.Actor;
import org.gongkai.content.table.Table;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A list of documents to take away, in the words of the reader's language. */
@Component
class DocumentsTable {
    /** More is no list for a person. */
    private static final int MOST = 10_000;

    private static final int AT_ONCE = 200;

    private final DocumentQueries queries;
    private final Names names;
    private final Refusals words;

    DocumentsTable(DocumentQueries queries, Names names, Refusals words) {
        this.queries = queries;
        this.names = names;
        this.words = words;
    }

    Table of(Asked asked, Actor actor) {
        Row.Words named = Row.Words.of(names);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int number = 1; rows.size() < MOST; number++) {
            Page<DocumentSummary> page = asked.from(queries, actor, number, AT_ONCE);
            page.items().forEach(document -> rows.add(cells(Row.of(document, named))));
            if (page.items().size() < AT_ONCE) {
                break;
            }
        }
        if (rows.size() >= MOST) {
            rows.add(only(words.say("list.download.cut", MOST)));
        }
        return new Table(
                words.say("nav.documents"),
                List.of(
                        words.say("form.title"),
                        words.say("form.kind"),
                        words.say("list.state"),
                        words.say("form.unit"),
                        words.say("form.section"),
                        words.say("unreleased.edition"),
                        words.say("list.live"),
                        words.say("list.changed"),
                        words.say("list.due"),
                        words.say("unreleased.id")),
                rows);
    }

    /** A row that only says something. */
    private static List<@Nullable Object> only(String sentence) {
        return Arrays.asList(sentence, null, null, null, null, null, null, null, null, null);
    }

    private List<@Nullable Object> cells(Row row) {
        Row.Due due = row.due();
        return Arrays.asList(
                row.title(),
                row.kind(),
                words.say("state." + row.state()),
                row.unit(),
                row.section(),
                row.edition(),
                row.live() ? words.say("list.live.yes") : "",
                row.changed(),
                due == null ? null : due.at(),
                row.id());
    }
}
