package org.gongkai.content.reminder;

import org.gongkai.content.assignment.Liaison;
import org.gongkai.content.assignment.Liaisons;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.People;
import org.gongkai.content.people.Person;
import org.gongkai.content.people.PersonId;
import org.gongkai.content.people.Role;
import org.springframework.stereotype.Component;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Who is told: the liaisons of the unit; where it has named none who can act, its reviewers and
 * editors, any of whom can name one. An escalation goes to the reviewers of the office, and so does
 * what the office has to do for the district. Of several accounts of one person the main one is
 * told.
 */
@Component
class Addressees {
    private final People people;
    private final Liaisons liaisons;

    Addressees(People people, Liaisons liaisons) {
        this.people = people;
        this.liaisons = liaisons;
    }

    /** The people as they are now. */
    Known known(Collection<String> campaigns) {
        return new Known(
                people.all().stream().filter(Person::active).toList(), liaisons(campaigns));
    }

    /** The liaisons of each of these campaigns. */
    Map<String, List<Liaison>> liaisons(Collection<String> campaigns) {
        Map<String, List<Liaison>> named = new HashMap<>();
        campaigns.forEach(campaign -> named.put(campaign, liaisons.of(campaign)));
        return named;
    }

    /** Who is named for a duty, and can act; empty if nobody is. */
    static Set<PersonId> named(Duty duty, Collection<Liaison> liaisons) {
        return liaisons.stream()
                .filter(one -> one.unit().equals(duty.unit()) && one.active())
                .map(Liaison::person)
                .collect(Collectors.toSet());
    }

    /** Whether it is for the office to hear of. */
    static boolean forOffice(Duty duty, Step step) {
        return step == Step.ESCALATED || duty.kind() == Duty.Kind.DISTRICT_SUMMARY;
    }

    /** Whether this person would be told of it, if that were now. */
    static boolean concerns(Actor actor, Duty duty, Step step, Collection<Liaison> liaisons) {
        if (forOffice(duty, step)) {
            return actor.holds(Role.OFFICE_REVIEWER);
        }
        Set<PersonId> named = named(duty, liaisons);
        return named.isEmpty()
                ? actor.holds(Role.UNIT_REVIEWER, duty.unit())
                        || actor.holds(Role.EDITOR, duty.unit())
                : named.contains(actor.id()) || !Collections.disjoint(named, actor.behind());
    }

    /** One reading of who is who, for a whole round. */
    record Known(List<Person> people, Map<String, List<Liaison>> liaisons) {

        Set<PersonId> of(Duty duty, Step step) {
            if (forOffice(duty, step)) {
                return among(holds(new Actor.Grant(Role.OFFICE_REVIEWER, null)));
            }
            Set<PersonId> named = named(duty, liaisons.getOrDefault(duty.campaign(), List.of()));
            return named.isEmpty()
                    ? among(
                            holds(new Actor.Grant(Role.UNIT_REVIEWER, duty.unit()))
                                    .or(holds(new Actor.Grant(Role.EDITOR, duty.unit()))))
                    : among(person -> named.contains(person.id()));
        }

        private Set<PersonId> among(Predicate<Person> which) {
            Set<PersonId> found = new LinkedHashSet<>();
            people.stream()
                    .filter(which)
                    .forEach(
                            person -> {
                                PersonId main = person.sameAs();
                                found.add(main == null ? person.id() : main);
                            });
            return found;
        }

        private static Predicate<Person> holds(Actor.Grant grant) {
            return person -> person.grants().contains(grant);
        }
    }
}
