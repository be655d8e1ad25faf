package org.gongkai.content.closing;

import org.gongkai.content.people.Role;
import org.gongkai.content.review.ReviewStage;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/**
 * In which role somebody did something. The audit log names the account and the action; where more
 * than one role may do it, the one that the person holds is taken.
 */
final class ActingRole {
    private static final Map<String, List<Role>> ROLES =
            Map.ofEntries(
                    Map.entry("created", List.of(Role.EDITOR)),
                    Map.entry("opened", List.of(Role.EDITOR)),
                    Map.entry("saved", List.of(Role.EDITOR)),
                    Map.entry("submitted", List.of(Role.EDITOR)),
                    Map.entry("submitted late", List.of(Role.EDITOR)),
                    Map.entry("taken back", List.of(Role.EDITOR)),
                    Map.entry("discarded", List.of(Role.EDITOR)),
                    Map.entry("consented", List.of(Role.OFFICE_REVIEWER)),
                    Map.entry("recalled", List.of(Role.EDITOR, Role.OFFICE_REVIEWER)),
                    Map.entry("let go", List.of(Role.PUBLISHER)),
                    Map.entry("sent back", List.of(Role.OFFICE_REVIEWER, Role.PUBLISHER)));

    private ActingRole() {}

    /**
     * @param stage of a verdict
     * @param held what the person holds now for the document's unit or the whole
     */
    static @Nullable Role of(String action, @Nullable ReviewStage stage, List<Role> held) {
        List<Role> may =
                switch (action) {
                    case "approved", "returned" ->
                            stage == null
                                    ? List.of()
                                    : List.of(stage.reviewer(), Role.OFFICE_REVIEWER);
                    default -> ROLES.getOrDefault(action, held);
                };
        return may.stream()
                .filter(held::contains)
                .findFirst()
                .orElse(may.isEmpty() ? null : may.getFirst());
    }
}
