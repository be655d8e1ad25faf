package org.gongkai.content.document;

import org.gongkai.content.CampaignApplication;
import org.junit.jupiter.api.Test;

class PlanProbeIT extends CampaignApplication {
    @Test
    void plans() {
        Team team = team();
        String section = section(campaign());
        Documents.Written one = create(team, section, "样");
        owner.sql(
                        """
                        with n as (select i, gen_random_uuid() as d, gen_random_uuid() as e from generate_series(1, 200000) i),
                        docs as (insert into document (id, kind, section_key, unit_key, path, created_by, created_at)
                            select d, 'article', :section, :unit, '/x/2020/' || i || '/', :person, now() from n),
                        eds as (insert into edition (id, document_id, number, state, stage, revision, digest, title, route_key, route_version, opened_at, changed_at, submitted_at, published_at, due_at)
                            select e, d, 1, case when i % 10 < 7 then 'PUBLISHED' when i % 10 = 7 then 'DRAFT' else 'IN_REVIEW' end,
                                case when i % 10 = 8 then 'UNIT_REVIEW' when i % 10 = 9 then 'OFFICE_REVIEW' end, 1, :digest, 't', :section, 1, now(), now() - i * interval '1 second', now(),
                                case when i % 10 < 7 then now() end, case when i % 10 >= 7 then now() - (i % 1000) * interval '1 minute' end from n),
                        revs as (insert into edition_revision (edition_id, ordinal, digest, saved_by, saved_at)
                            select e, 1, :digest, :person, now() from n)
                        insert into edition_author (edition_id, person_id) select e, :person from n
                        """)
                .param("section", section)
                .param("unit", team.unit().value())
                .param("person", team.editor().id().value())
                .param("digest", one.digest().bytes())
                .update();
        owner.sql("analyze edition").update();
        owner.sql("analyze document").update();
        owner.sql("analyze edition_author").update();
        String from = "explain (analyze, buffers) select d.id, e.title from edition e join document d on d.id = e.document_id where e.latest and (d.unit_key = any(:units) or (:overseer and (e.submitted_at is not null or d.first_published_at is not null))) and ";
        String waiting =
                """
                ((e.state = 'IN_REVIEW' and (e.late_at is null or e.late_consented_by is not null)
                    and ((e.stage = 'UNIT_REVIEW' and d.unit_key = any(:reviewsFor))
                        or (e.stage = 'OFFICE_REVIEW' and :office) or (e.stage = 'MUNICIPAL_PRE_REVIEW' and :municipal))
                    and not exists (select 1 from edition_author a where a.edition_id = e.id and a.person_id = :person)
                    and not exists (select 1 from approval p where p.edition_id = e.id and p.person_id = :person
                                    and p.verdict = 'APPROVE' and p.stage <> e.stage))
                 or (e.state = 'IN_REVIEW' and e.late_at is not null and e.late_consented_by is null and :office
                    and not exists (select 1 from edition_author a where a.edition_id = e.id and a.person_id = :person))
                 or (e.state in ('DRAFT', 'RETURNED') and d.unit_key = any(:writesFor))
                 or (e.state = 'HELD' and :publisher))
                """;
        for (String tail : new String[] {waiting + " order by e.due_at, e.changed_at, e.id limit 20", "e.due_at < now() order by e.due_at, e.changed_at, e.id limit 20"}) {
            System.out.println("PLAN " + String.join("\nPLAN ", app.sql(from + tail)
                    .param("units", new String[0]).param("overseer", true).param("reviewsFor", new String[0]).param("writesFor", new String[0])
                    .param("office", true).param("municipal", false).param("publisher", false).param("person", team.office().id().value())
                    .query(String.class).list()));
        }
    }
}
