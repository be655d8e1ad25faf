package org.gongkai.content.seed;

import static org.assertj.core.api.Assertions.assertThat;

import org.gongkai.content.canonical.Digest;
import org.gongkai.content.document.DocumentFilter;
import org.gongkai.content.document.DocumentId;
import org.gongkai.content.document.DocumentOrder;
import org.gongkai.content.document.DocumentQueries;
import org.gongkai.content.document.Documents;
import org.gongkai.content.document.EditionState;
import org.gongkai.content.document.Page;
import org.gongkai.content.engine.TestPostgres;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.People;
import org.gongkai.content.people.PersonId;
import org.gongkai.content.people.Role;
import org.gongkai.content.review.ReviewStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import java.nio.file.Path;

/**
 * What people do all day costs as much as they see of it, however many documents there are: the
 * database's own counters say how many rows it read, and that it never read a large table whole.
 */
@SpringBootTest
@DirtiesContext
class ReadModelsIT {
    private static final int DOCUMENTS = 24_000;
    private static final int PAGE = 20;

    /** How far a list is counted, here in rows and entries of its index. */
    private static final int COUNTED = 2 * 1_001;

    /** Rows that a page may cost: each of its lines looks at a dozen. */
    private static final int OF_A_PAGE = 800;

    private static final TestPostgres DATABASE = TestPostgres.fresh();

    @TempDir private static Path home;

    @Autowired private DocumentQueries queries;
    @Autowired private Documents documents;
    @Autowired private People people;
    @Autowired private JdbcClient jdbc;

    @DynamicPropertySource
    static void configure(DynamicPropertyRegistry registry) {
        DATABASE.configure(registry);
        registry.add("gongkai.home", home::toString);
        registry.add("spring.datasource.hikari.maximum-pool-size", () -> 1);
        // Small tables would be read whole, whether they have an index or not.
        registry.add(
                "spring.datasource.hikari.connection-init-sql",
                () -> "set enable_seqscan = off; set random_page_cost = 1.1");
    }

    @BeforeAll
    static void fill() throws Exception {
        new Seed(DATABASE.owner(), 515).fill(DOCUMENTS);
    }

    @Test
    void aWorkListIsReadFromItsTop() {
        for (Role role :
                new Role[] {
                    Role.EDITOR,
                    Role.UNIT_REVIEWER,
                    Role.OFFICE_REVIEWER,
                    Role.MUNICIPAL_REVIEWER,
                    Role.PUBLISHER
                }) {
            Actor actor = actor(role, role.perUnit() ? 3 : 0);
            costs(actor, DocumentFilter.WAITING, DocumentOrder.URGENT, 0);
        }
    }

    @Test
    void everyListIsReadFromTheTopOfAnIndex() {
        Actor office = actor(Role.OFFICE_REVIEWER, 0);
        Actor editor = actor(Role.EDITOR, 3);
        for (String sort :
                new String[] {"changed", "-changed", "submitted", "-submitted", "title"}) {
            costs(office, DocumentFilter.ALL, DocumentOrder.parse(sort), COUNTED);
        }
        costs(editor, DocumentFilter.ALL, DocumentOrder.NEWEST, COUNTED);
        costs(office, filter("u03", null), DocumentOrder.NEWEST, COUNTED);
        costs(office, filter(null, "s04"), DocumentOrder.NEWEST, COUNTED);
        costs(
                office,
                new DocumentFilter(EditionState.HELD, null, null, null, null, null, false, false),
                DocumentOrder.NEWEST,
                COUNTED);
        costs(
                office,
                new DocumentFilter(
                        null, ReviewStage.OFFICE_REVIEW, null, null, null, null, false, false),
                DocumentOrder.NEWEST,
                COUNTED);
    }

    @Test
    void aPartOfATitleIsFoundByItsCharacters() {
        Actor office = actor(Role.OFFICE_REVIEWER, 0);
        String title = queries.list(office, DocumentFilter.ALL, 1, 1).items().getFirst().title();
        DocumentFilter rare = new DocumentFilter(null, null, null, null, null, title, false, false);

        Page<?> found = queries.list(office, rare, 1, PAGE);
        assertThat(found.total()).isBetween(1L, 5L);
        costs(office, rare, DocumentOrder.NEWEST, 0);
    }

    @Test
    void aDocumentIsReadAndMovedByItsKeys() {
        Actor editor = actor(Role.EDITOR, 3);
        Actor reviewer = actor(Role.UNIT_REVIEWER, 3);
        DocumentId document =
                queries.list(
                                editor,
                                new DocumentFilter(
                                        EditionState.PUBLISHED,
                                        null,
                                        null,
                                        "u03",
                                        null,
                                        null,
                                        false,
                                        false),
                                1,
                                1)
                        .items()
                        .getFirst()
                        .id();
        documents.save(editor, document, null, SeedDrafts.draft(1));
        cheap("view", () -> queries.view(editor, document));
        cheap("submit", () -> documents.submit(editor, document, null));
        cheap(
                "approve",
                () ->
                        documents.approve(
                                reviewer,
                                document,
                                new Digest(queries.view(reviewer, document).summary().digest()),
                                ""));
        cheap("history", () -> queries.history(editor, document));
    }

    /** Lists the first page; counting may read as many entries as there are, up to its limit. */
    private void costs(Actor actor, DocumentFilter filter, DocumentOrder order, int counted) {
        queries.list(actor, filter, order, 1, PAGE);
        RowsRead.Count count =
                new RowsRead(jdbc).during(() -> queries.list(actor, filter, order, 1, PAGE));
        String what = actor.account() + " " + filter + " " + order;
        assertThat(count.wholeTables()).as(what).isZero();
        assertThat(count.rows()).as(what).isLessThanOrEqualTo(OF_A_PAGE + counted);
    }

    private void cheap(String what, Runnable call) {
        RowsRead.Count count = new RowsRead(jdbc).during(call);
        assertThat(count.wholeTables()).as(what).isZero();
        assertThat(count.rows()).as(what).isLessThan(OF_A_PAGE);
    }

    private static DocumentFilter filter(@Nullable String unit, @Nullable String section) {
        return new DocumentFilter(null, null, section, unit, null, null, false, false);
    }

    private Actor actor(Role role, int unit) {
        return people.actor(new PersonId(Seed.person(role, unit, 1))).orElseThrow();
    }
}
