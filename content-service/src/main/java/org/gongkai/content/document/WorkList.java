package org.gongkai.content.document;

import org.gongkai.content.people.Actor;
import org.gongkai.content.people.PersonId;
import org.gongkai.content.people.Role;
import org.gongkai.content.people.UnitKey;
import org.gongkai.content.review.ReviewStage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What waits for a person, as heaps that have nothing in common: verdicts that only others than
 * authors and earlier approvers may give, late submissions to consent to, own drafts, and what is
 * held. What came late waits for the office, and for nobody else until that consents. Each heap is
 * a condition on editions {@code e} that an index of its own serves.
 */
record WorkList(List<String> heaps, Map<String, Object> params) {
    private static final String IN_REVIEW = "e.latest and e.state = 'IN_REVIEW' and ";
    private static final String ON_TIME = "(e.late_at is null or e.late_consented_by is not null)";
    private static final String NOT_WRITTEN =
            " and not exists (select from edition_author a where a.edition_id = e.id and a.person_id = any(:behind))";
    private static final String NOT_APPROVED =
            """
             and not exists (select from approval p where p.edition_id = e.id and p.person_id = any(:behind)
                             and p.verdict = 'APPROVE' and p.stage <> e.stage)""";

    WorkList {
        heaps = List.copyOf(heaps);
        params = Map.copyOf(params);
    }

    static WorkList of(Actor actor) {
        List<String> heaps = new ArrayList<>();
        Map<String, Object> params = new HashMap<>(Map.of("behind", behind(actor)));
        String[] reviewsFor = units(actor, Role.UNIT_REVIEWER);
        if (reviewsFor.length > 0) {
            params.put("reviewsFor", reviewsFor);
            heaps.add(
                    toJudge(
                            "e.stage = 'UNIT_REVIEW' and "
                                    + DocumentSelection.among(":reviewsFor", reviewsFor.length)));
        }
        if (actor.holds(Role.OFFICE_REVIEWER)) {
            heaps.add(toJudge("e.stage = '" + ReviewStage.OFFICE_REVIEW + "'"));
            heaps.add(
                    IN_REVIEW
                            + "e.late_at is not null and e.late_consented_by is null"
                            + NOT_WRITTEN);
        }
        if (actor.holds(Role.MUNICIPAL_REVIEWER)) {
            heaps.add(toJudge("e.stage = '" + ReviewStage.MUNICIPAL_PRE_REVIEW + "'"));
        }
        String[] writesFor = units(actor, Role.EDITOR);
        if (writesFor.length > 0) {
            params.put("writesFor", writesFor);
            heaps.add(
                    "e.latest and e.state in ('DRAFT', 'RETURNED') and "
                            + DocumentSelection.among(":writesFor", writesFor.length));
        }
        if (actor.holds(Role.PUBLISHER)) {
            heaps.add("e.latest and e.state = 'HELD'");
        }
        return new WorkList(heaps, params);
    }

    private static String toJudge(String stage) {
        return IN_REVIEW + stage + " and " + ON_TIME + NOT_WRITTEN + NOT_APPROVED;
    }

    private static UUID[] behind(Actor actor) {
        return actor.behind().stream().map(PersonId::value).toArray(UUID[]::new);
    }

    private static String[] units(Actor actor, Role role) {
        return actor.units().stream()
                .filter(unit -> actor.holds(role, unit))
                .map(UnitKey::value)
                .toArray(String[]::new);
    }
}
