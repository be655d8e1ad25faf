package org.gongkai.content.document;

import org.gongkai.content.kind.Label;
import org.gongkai.content.kind.Shortcoming;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Whether the links of a text lead somewhere: LINK-1 to other documents, LINK-2 to places in the
 * text itself. Readers see a dead one as plain text, so that neither keeps a draft back.
 */
@Component
class DocumentLinks {
    private static final String DOCUMENT = "document:";

    private final JdbcClient jdbc;

    DocumentLinks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private enum Standing {
        PUBLIC,
        COMING,
        GONE
    }

    List<DraftChecks.Found> findings(Content content) {
        Document body = Jsoup.parseBodyFragment(content.body());
        List<DraftChecks.Found> found = new ArrayList<>();
        Map<UUID, Element> named = new HashMap<>();
        for (Element link : body.select("a[href]")) {
            String address = link.attr("href");
            if (address.startsWith(DOCUMENT)) {
                named.putIfAbsent(UUID.fromString(address.substring(DOCUMENT.length())), link);
            } else if (address.startsWith("#")
                    && body.getElementById(address.substring(1)) == null) {
                found.add(hint("LINK-2", link, "在正文中没有对应的位置", "leads to no place in the text"));
            }
        }
        Map<UUID, Standing> standing = standing(named.keySet().toArray(UUID[]::new));
        named.forEach(
                (id, link) -> {
                    switch (standing.getOrDefault(id, Standing.GONE)) {
                        case GONE ->
                                found.add(
                                        hint(
                                                "LINK-1",
                                                link,
                                                "所指的稿件不存在、已废弃或已撤稿",
                                                "leads to a document that does not exist or was withdrawn"));
                        case COMING ->
                                found.add(
                                        hint(
                                                "LINK-1",
                                                link,
                                                "所指的稿件还没有公开，公开前显示为普通文字",
                                                "leads to a document that is not public yet; until then readers see plain text"));
                        case PUBLIC -> {}
                    }
                });
        return found;
    }

    private static DraftChecks.Found hint(String rule, Element link, String zh, String en) {
        String text = link.text();
        return new DraftChecks.Found(
                new Shortcoming(
                        rule,
                        "body",
                        new Label(
                                "链接“%s”%s。".formatted(text, zh),
                                "The link “%s” %s.".formatted(text, en))),
                false);
    }

    private Map<UUID, Standing> standing(UUID[] documents) {
        Map<UUID, Standing> standing = new HashMap<>();
        if (documents.length > 0) {
            jdbc.sql(
                            """
                            select d.id, bool_or(e.state = 'PUBLISHED') as live,
                                bool_or(e.state in ('DRAFT', 'IN_REVIEW', 'RETURNED', 'APPROVED', 'HELD')) as coming
                            from document d join edition e on e.document_id = d.id
                            where d.id = any(:documents) group by d.id
                            """)
                    .param("documents", documents)
                    .query(
                            row -> {
                                standing.put(
                                        row.getObject("id", UUID.class),
                                        row.getBoolean("live")
                                                ? Standing.PUBLIC
                                                : row.getBoolean("coming")
                                                        ? Standing.COMING
                                                        : Standing.GONE);
                            });
        }
        return standing;
    }
}
