package org.gongkai.content.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.gongkai.content.WholeApplication;
import org.gongkai.content.campaign.Section;
import org.gongkai.content.campaign.Sections;
import org.gongkai.content.document.DocumentId;
import org.gongkai.content.document.DocumentQueries;
import org.gongkai.content.document.DocumentView;
import org.gongkai.content.document.Documents;
import org.gongkai.content.document.Draft;
import org.gongkai.content.document.EditionState;
import org.gongkai.content.document.NewDocument;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.Role;
import org.gongkai.content.people.UnitKey;
import org.gongkai.content.review.ReviewStage;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.util.List;
import java.util.Map;
import java.util.UUID;

class RoutesOfEditionsIT extends WholeApplication {
    @Autowired private Documents documents;
    @Autowired private DocumentQueries queries;
    @Autowired private Sections sections;

    private final JdbcClient app = JdbcClient.create(DATABASE.app());
    private final String section = "e" + UUID.randomUUID().toString().substring(0, 13);

    @Test
    void anEditionUnderWayKeepsItsRouteAndTheNextOneTakesTheNewOne() {
        sections.put(people.administrator(), new Section(section, null, null));
        routes.send(section, ReviewStage.UNIT_REVIEW);
        UnitKey unit = people.unit();
        Actor editor = people.person(Role.EDITOR, unit);
        DocumentId id = create(editor, unit);

        routes.send(section, ReviewStage.UNIT_REVIEW, ReviewStage.OFFICE_REVIEW);
        assertThat(view(editor, id).stages()).containsExactly(ReviewStage.UNIT_REVIEW);
        documents.discard(editor, id, null);
        documents.save(editor, id, null, text("第二版"));

        DocumentView next = view(editor, id);
        assertThat(next.stages())
                .containsExactly(ReviewStage.UNIT_REVIEW, ReviewStage.OFFICE_REVIEW);
        documents.submit(editor, id, null);
        DocumentView submitted = view(editor, id);
        routes.send(section, ReviewStage.UNIT_REVIEW);
        documents.approve(
                people.person(Role.UNIT_REVIEWER, unit),
                id,
                new org.gongkai.content.canonical.Digest(submitted.summary().digest()),
                "");
        assertThat(view(editor, id).summary().state()).isEqualTo(EditionState.IN_REVIEW);
        assertThat(view(editor, id).summary().stage()).isEqualTo(ReviewStage.OFFICE_REVIEW);
    }

    @Test
    void theDatabaseRefusesAnotherRouteThanTheOneInForce() {
        sections.put(people.administrator(), new Section(section, null, null));
        UnitKey unit = people.unit();
        Actor editor = people.person(Role.EDITOR, unit);
        DocumentId id = create(editor, unit);
        documents.discard(editor, id, null);

        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(
                        () ->
                                app.sql(
                                                "update edition set route_key = 'continuing' where document_id = :id")
                                        .param("id", id.value())
                                        .update())
                .withMessageContaining("keeps the route under which it was opened");
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(
                        () ->
                                app.sql(
                                                """
                                                insert into edition (id, document_id, number, state, revision, digest, title,
                                                                     route_key, route_version, latest, opened_at, changed_at)
                                                select gen_random_uuid(), document_id, 2, 'DRAFT', 1, digest, title,
                                                       'continuing', 1, false, now(), now()
                                                from edition where document_id = :id
                                                """)
                                        .param("id", id.value())
                                        .update())
                .withMessageContaining("another way than route continuing version 1");
    }

    private DocumentId create(Actor editor, UnitKey unit) {
        return documents
                .create(editor, new NewDocument("article", section, unit, text("第一版"), null))
                .document();
    }

    private DocumentView view(Actor editor, DocumentId id) {
        return queries.view(editor, id);
    }

    private static Draft text(String title) {
        return new Draft(title, "<p>正文</p>", Map.of("summary", "摘要"), List.of(), null, List.of());
    }
}
