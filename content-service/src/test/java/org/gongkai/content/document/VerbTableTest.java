package org.gongkai.content.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gongkai.content.document.EditionState.HELD;
import static org.gongkai.content.document.EditionState.IN_REVIEW;

import org.gongkai.content.canonical.Digest;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.PersonId;
import org.gongkai.content.people.Role;
import org.gongkai.content.people.Standing;
import org.gongkai.content.people.UnitKey;
import org.gongkai.content.review.Approval;
import org.gongkai.content.review.Bypass;
import org.gongkai.content.review.ReviewRoute;
import org.gongkai.content.review.ReviewStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The table of verbs in docs/model.md, cell by cell. */
class VerbTableTest {
    private static final UnitKey UNIT = new UnitKey("jyj");
    private static final UnitKey OTHER = new UnitKey("fgj");
    private static final Digest CONTENT = new Digest("1".repeat(64));
    private static final Instant NOW = Instant.parse("2020-05-06T02:00:00Z");
    private static final ReviewRoute ROUTE =
            new ReviewRoute("standard", 1, List.of(ReviewStage.values()));
    private static final PersonId STRANGER = new PersonId(new UUID(0, 1));
    private static final Map<Verb, Row> TABLE = read();

    /** A row of the table. */
    private record Row(Set<EditionState> from, List<String> who, List<String> never) {}

    /** What the person has to do with the edition already. */
    enum Part {
        NONE(""),
        AUTHOR("author"),
        APPROVER("approver of another stage"),
        ASKED("who asked");

        private final String words;

        Part(String words) {
            this.words = words;
        }
    }

    @Test
    void theTableHasARowForEveryVerb() {
        assertThat(TABLE).containsOnlyKeys(Verb.values());
    }

    static Stream<Arguments> cells() {
        List<Arguments> cells = new ArrayList<>();
        for (Verb verb : Verb.values()) {
            for (EditionState state : EditionState.values()) {
                for (ReviewStage stage :
                        state == IN_REVIEW ? ReviewStage.values() : new ReviewStage[1]) {
                    for (Role role : Role.values()) {
                        for (UnitKey unit : role.perUnit() ? List.of(UNIT, OTHER) : List.of(UNIT)) {
                            for (Part part : Part.values()) {
                                cells.add(Arguments.of(verb, state, stage, role, unit, part));
                            }
                        }
                    }
                }
            }
        }
        return cells.stream();
    }

    @ParameterizedTest
    @MethodSource("cells")
    void aVerbIsFreeExactlyWhereTheTableSaysSo(
            Verb verb,
            EditionState state,
            @Nullable ReviewStage stage,
            Role role,
            UnitKey unit,
            Part part) {
        Actor actor =
                new Actor(
                        new PersonId(new UUID(0, 7)),
                        "person.7",
                        "某",
                        Set.of(new Actor.Grant(role, role.perUnit() ? unit : null)));
        Row row = Objects.requireNonNull(TABLE.get(verb));
        boolean free =
                row.from().contains(state)
                        && row.who().stream().anyMatch(who -> is(who, role, unit, stage))
                        && !row.never().contains(part.words);

        assertThat(edition(verb, state, stage, actor.id(), part).permissions().refuse(verb, actor))
                .satisfies(refusal -> assertThat(refusal.isEmpty()).isEqualTo(free));
    }

    private static boolean is(String who, Role role, UnitKey unit, @Nullable ReviewStage stage) {
        return switch (who) {
            case "editor of the unit" -> role == Role.EDITOR && unit.equals(UNIT);
            case "reviewer of the stage" ->
                    stage != null
                            && role == stage.reviewer()
                            && (!role.perUnit() || unit.equals(UNIT));
            case "office reviewer" -> role == Role.OFFICE_REVIEWER;
            case "municipal reviewer" -> role == Role.MUNICIPAL_REVIEWER;
            case "publisher" -> role == Role.PUBLISHER;
            default -> throw new IllegalArgumentException("docs/model.md names nobody: " + who);
        };
    }

    private static Edition edition(
            Verb verb, EditionState state, @Nullable ReviewStage stage, PersonId actor, Part part) {
        Edition edition =
                new Edition(
                        new EditionId(new UUID(1, 1)),
                        new DocumentId(new UUID(1, 0)),
                        UNIT,
                        1,
                        ROUTE,
                        state,
                        stage,
                        1,
                        CONTENT,
                        Set.of(part == Part.AUTHOR ? actor : STRANGER),
                        part == Part.APPROVER ? List.of(approvedBy(actor, stage)) : List.of(),
                        NOW,
                        null,
                        state == HELD ? "META-3" : null,
                        false,
                        verb == Verb.CONFIRM_BYPASS
                                ? askedBy(part == Part.ASKED ? actor : STRANGER)
                                : null);
        if (verb == Verb.CONSENT) {
            edition.late(new LateMark(NOW, "等数据"));
        }
        return edition;
    }

    /** Of any stage but the one where the edition stands. */
    private static Approval approvedBy(PersonId person, @Nullable ReviewStage standsAt) {
        ReviewStage stage =
                Arrays.stream(ReviewStage.values())
                        .filter(other -> other != standsAt)
                        .findFirst()
                        .orElseThrow();
        return new Approval(
                1,
                stage,
                person,
                new Standing(null, Set.of(person)),
                Approval.Verdict.APPROVE,
                "",
                List.of(),
                NOW,
                CONTENT);
    }

    private static Bypass askedBy(PersonId person) {
        return new Bypass(
                new UUID(2, 2),
                CONTENT,
                List.of(ReviewStage.MUNICIPAL_PRE_REVIEW),
                "汛情",
                person,
                Set.of(person),
                NOW,
                null,
                Set.of(),
                null);
    }

    private static Map<Verb, Row> read() {
        String cell = "([^|\\n]*)\\|";
        Pattern line = Pattern.compile("\\| `([A-Z_]+)`[^|\\n]*\\|" + cell.repeat(4));
        Map<Verb, Row> table = new EnumMap<>(Verb.class);
        try {
            Matcher rows = line.matcher(Files.readString(Path.of("../docs/model.md")));
            while (rows.find()) {
                EnumSet<EditionState> from = EnumSet.noneOf(EditionState.class);
                words(rows.group(2)).forEach(state -> from.add(EditionState.valueOf(state)));
                table.put(
                        Verb.valueOf(rows.group(1)),
                        new Row(from, words(rows.group(4)), words(rows.group(5))));
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return table;
    }

    private static List<String> words(String cell) {
        return cell.isBlank() ? List.of() : Arrays.stream(cell.strip().split(", ")).toList();
    }
}
