package org.gongkai.content.workbench;

import org.gongkai.content.document.DocumentSummary;
import org.gongkai.content.document.DocumentView;
import org.gongkai.content.document.EditionState;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.Role;
import org.gongkai.content.people.UnitKey;
import org.gongkai.content.releaseset.Readiness;
import org.gongkai.content.releaseset.ReleaseSetQueries;
import org.gongkai.content.releaseset.ReleaseSetView;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

import java.util.List;
import java.util.Map;

/** Release sets as pages show them: who is in it, where each stands, and what the set waits for. */
@Component
class SetCards {
    private static final String TOGETHER = "POL-2";

    private final ReleaseSetQueries sets;
    private final Names names;

    SetCards(ReleaseSetQueries sets, Names names) {
        this.sets = sets;
        this.names = names;
    }

    /**
     * A set.
     *
     * @param notBefore when it goes at the earliest; null if nothing of it is ready, or nothing
     *     stands against it
     * @param kept whether the person changes its members
     * @param held whether a member is held
     */
    record Card(
            String id,
            String name,
            String version,
            String state,
            @Nullable String notBefore,
            List<Member> members,
            boolean kept,
            boolean held) {}

    /**
     * A member.
     *
     * @param title null if the person may not see it
     * @param state the key of the state's message
     * @param waits the key of what is still to be done; null if nothing is
     */
    record Member(
            String id,
            @Nullable String title,
            String unit,
            String state,
            @Nullable String waits,
            @Nullable String notBefore) {}

    /** Adds to the page of a document its set, or the sets to which it can be added. */
    void describe(Actor actor, DocumentView view, Model model) {
        DocumentSummary document = view.summary();
        Card card = sets.of(actor, document.id()).map(set -> card(actor, set)).orElse(null);
        UnitKey unit = new UnitKey(document.unit());
        boolean edits = actor.holds(Role.EDITOR, unit);
        boolean groups = edits || actor.holds(Role.OFFICE_REVIEWER);
        model.addAttribute("set", card);
        model.addAttribute("choices", card == null ? sets.choices(actor, unit) : List.of());
        model.addAttribute("groups", card == null && groups);
        model.addAttribute("unitOfSet", edits ? unit.value() : "");
        model.addAttribute(
                "withPolicy",
                card == null
                        && groups
                        && view.shortcomings().stream()
                                .anyMatch(missing -> missing.rule().equals(TOGETHER)));
    }

    /** The sets of which something is approved and nothing goes yet. */
    List<Card> keptBack(Actor actor) {
        return sets.keptBack(actor).stream().map(set -> card(actor, set)).toList();
    }

    private Card card(Actor actor, ReleaseSetView set) {
        Map<String, String> units = names.units();
        return new Card(
                set.id().toString(),
                set.name(),
                set.version(),
                set.state().name(),
                set.notBefore() == null ? null : names.time(set.notBefore()),
                set.members().stream().map(member -> member(member, units)).toList(),
                sets.keeps(actor, set),
                set.members().stream().anyMatch(each -> each.readiness() == Readiness.HELD));
    }

    private Member member(ReleaseSetView.Member member, Map<String, String> units) {
        return new Member(
                member.document().toString(),
                member.title(),
                units.getOrDefault(member.unit(), member.unit()),
                state(member),
                member.keepsBack() == null ? null : member.readiness().name(),
                member.notBefore() == null ? null : names.time(member.notBefore()));
    }

    private static String state(ReleaseSetView.Member member) {
        return member.stage() != null
                ? member.stage().name()
                : switch (member.readiness()) {
                    case PUBLIC -> EditionState.PUBLISHED.name();
                    case READY -> EditionState.APPROVED.name();
                    default -> member.readiness().name();
                };
    }
}
