package org.gongkai.content.document;

import org.gongkai.content.people.Actor;
import org.gongkai.content.people.PersonId;
import org.gongkai.content.people.Role;
import org.gongkai.content.people.Standing;
import org.gongkai.content.people.UnitKey;
import org.gongkai.content.review.ReviewStage;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What waits for a person, as heaps that have nothing in common: verdicts that only others than
 * authors and earlier approvers may give, late submissions to consent to, own drafts, and what is
 * held. What came late waits for the office, and for nobody else until that consents. Each heap is
 * a condition on editions {@code e} that an index of its own serves. Somebody who can decide in
 * several names sees what can be decided in one of them.
 */
final class WorkList {
    private static final String IN_REVIEW = "e.latest and e.state = 'IN_REVIEW' and ";
    private static final String ON_TIME = "(e.late_at is null or e.late_consented_by is not null)";
    private static final String NOT_WRITTEN =
            "not exists (select from edition_author a where a.edition_id = e.id and a.person_id = any(%s))";
    private static final String NOT_APPROVED =
            """
            not exists (select from approval p where p.edition_id = e.id and p.verdict = 'APPROVE' and p.stage <> e.stage
                        and (p.person_id = any(%1$s) or p.on_behalf_of = any(%1$s)))""";

    /** Roles that are not held for a unit are asked for with any. */
    private static final UnitKey ANY_UNIT = new UnitKey("any");

    private final Actor actor;
    private final Function<Set<PersonId>, UUID[]> accounts;
    private final List<String> heaps = new ArrayList<>();
    private final Map<String, Object> params = new HashMap<>();

    private WorkList(Actor actor, Function<Set<PersonId>, UUID[]> accounts) {
        this.actor = actor;
        this.accounts = accounts;
    }

    /**
     * @param accounts all accounts behind which one of these people stands
     */
    static WorkList of(Actor actor, Function<Set<PersonId>, UUID[]> accounts) {
        WorkList work = new WorkList(actor, accounts);
        work.unitReview();
        work.toJudge(ReviewStage.OFFICE_REVIEW);
        work.toConsent();
        work.toJudge(ReviewStage.MUNICIPAL_PRE_REVIEW);
        String[] writesFor = work.units(Role.EDITOR);
        if (writesFor.length > 0) {
            work.heaps.add(
                    "e.latest and e.state in ('DRAFT', 'RETURNED') and " + work.among(writesFor));
        }
        if (actor.holds(Role.PUBLISHER)) {
            work.heaps.add("e.latest and e.state = 'HELD'");
        }
        return work;
    }

    List<String> heaps() {
        return List.copyOf(heaps);
    }

    Map<String, Object> params() {
        return Map.copyOf(params);
    }

    private void unitReview() {
        Map<Set<PersonId>, List<UnitKey>> names = new LinkedHashMap<>();
        for (UnitKey unit : actor.units()) {
            for (Standing standing : actor.standings(Role.UNIT_REVIEWER, unit)) {
                names.computeIfAbsent(standing.behind(), none -> new ArrayList<>()).add(unit);
            }
        }
        if (!names.isEmpty()) {
            heaps.add(
                    IN_REVIEW
                            + "e.stage = 'UNIT_REVIEW' and "
                            + among(units(Role.UNIT_REVIEWER))
                            + " and "
                            + ON_TIME
                            + " and "
                            + names.entrySet().stream()
                                    .map(
                                            name ->
                                                    among(keys(name.getValue()))
                                                            + " and "
                                                            + free(name.getKey()))
                                    .collect(Collectors.joining(" or ", "(", ")")));
        }
    }

    private void toJudge(ReviewStage stage) {
        List<Standing> names = actor.standings(stage.reviewer(), ANY_UNIT);
        if (!names.isEmpty()) {
            heaps.add(
                    IN_REVIEW
                            + "e.stage = '"
                            + stage
                            + "' and "
                            + ON_TIME
                            + " and "
                            + names.stream()
                                    .map(name -> free(name.behind()))
                                    .collect(Collectors.joining(" or ", "(", ")")));
        }
    }

    private void toConsent() {
        List<Standing> names = actor.standings(Role.OFFICE_REVIEWER, ANY_UNIT);
        if (!names.isEmpty()) {
            heaps.add(
                    IN_REVIEW
                            + "e.late_at is not null and e.late_consented_by is null and "
                            + names.stream()
                                    .map(
                                            name ->
                                                    NOT_WRITTEN.formatted(
                                                            param(accounts(name.behind()))))
                                    .collect(Collectors.joining(" or ", "(", ")")));
        }
    }

    /** That nobody of these people wrote it or approved another stage of it. */
    private String free(Set<PersonId> behind) {
        String those = param(accounts(behind));
        return NOT_WRITTEN.formatted(those) + " and " + NOT_APPROVED.formatted(those);
    }

    private UUID[] accounts(Set<PersonId> behind) {
        return accounts.apply(behind);
    }

    private String among(String[] units) {
        return DocumentSelection.among(param(units), units.length);
    }

    private String param(Object value) {
        String name = "work" + params.size();
        params.put(name, value);
        return ":" + name;
    }

    private String[] units(Role role) {
        return keys(actor.units().stream().filter(unit -> actor.holds(role, unit)).toList());
    }

    private static String[] keys(Collection<UnitKey> units) {
        return units.stream().map(UnitKey::value).toArray(String[]::new);
    }
}
