package org.gongkai.content.document;

import static org.assertj.core.api.Assertions.assertThat;

import org.gongkai.content.WholeApplication;
import org.gongkai.content.audit.AuditEntry;
import org.gongkai.content.audit.AuditLog;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import java.util.List;
import java.util.Objects;

/** What the record of a release with several editions says of each. */
class PublishedEditionsIT extends WholeApplication {
    @Autowired private Documents documents;
    @Autowired private AuditLog audit;
    @Autowired private Publication publication;
    @Autowired private TransactionTemplate transactions;
    @Autowired private JdbcClient app;
    @Autowired private TestSections sections;
    private @org.jspecify.annotations.Nullable Desk opened;

    @BeforeEach
    void aDesk() {
        opened = new Desk(people, sections.section(), documents, publication, transactions, app);
    }

    @Test
    void eachIsPublicInTheOrderOfTheReleaseAndTheOneBeforeItIsSuperseded() {
        DocumentId first = desk().write("第一篇");
        desk().approve(first);
        DocumentId rewritten = desk().published("第二篇");
        EditionId old = desk().latest(rewritten);
        desk().rewrite(rewritten, "第二篇，改");
        desk().approve(rewritten);
        DocumentId waiting = desk().write("第三篇");
        long before = lastChange();

        desk().release(first, rewritten, waiting);

        assertThat(state(desk().latest(first))).isEqualTo("PUBLISHED");
        assertThat(state(old)).isEqualTo("SUPERSEDED");
        assertThat(state(desk().latest(rewritten))).isEqualTo("PUBLISHED");
        assertThat(state(desk().latest(waiting))).as("nobody approved it").isEqualTo("DRAFT");
        assertThat(changesSince(before))
                .containsExactly(
                        "1 PUBLISHED " + desk().latest(first).value(),
                        "2 SUPERSEDED " + old.value(),
                        "3 PUBLISHED " + desk().latest(rewritten).value());
        assertThat(actions(first)).endsWith("published").doesNotContain("superseded");
        assertThat(actions(rewritten)).endsWith("superseded", "published");
        assertThat(actions(waiting)).doesNotContain("published");
    }

    @Test
    void recordingAReleaseTwiceChangesNothing() {
        DocumentId document = desk().published("只发布一次");
        List<String> told = actions(document);
        long before = lastChange();

        desk().release(document);

        assertThat(actions(document)).isEqualTo(told);
        assertThat(changesSince(before)).isEmpty();
    }

    private List<String> actions(DocumentId document) {
        List<AuditEntry> chain = audit.chain(document.toString());
        assertThat(chain).allMatch(AuditEntry::intact);
        for (int i = 1; i < chain.size(); i++) {
            assertThat(chain.get(i).previous()).isEqualTo(chain.get(i - 1).hash());
        }
        return chain.stream().map(AuditEntry::action).toList();
    }

    private String state(EditionId edition) {
        return app.sql("select state from edition where id = :id")
                .param("id", edition.value())
                .query(String.class)
                .single();
    }

    private long lastChange() {
        return app.sql("select value from change_head").query(Long.class).single();
    }

    private List<String> changesSince(long before) {
        return app.sql(
                        """
                        select sequence - :before || ' ' || kind || ' ' || edition_id from change_log
                        where sequence > :before order by sequence
                        """)
                .param("before", before)
                .query((row, n) -> row.getString(1))
                .list();
    }

    private Desk desk() {
        return Objects.requireNonNull(opened);
    }
}
