package org.gongkai.content.document;

import org.gongkai.content.kind.Label;
import org.gongkai.content.kind.Shortcoming;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.util.Optional;
import java.util.UUID;

/**
 * What an interpretation owes to the policy that it explains (辽政办〔2022〕43号): POL-1, that there is
 * one that is public or on its way; POL-2, that the two become public in the same release.
 */
@Component
class PolicyRules {
    private static final String PLACE = "fields.interprets";

    private final JdbcClient jdbc;

    PolicyRules(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The policy, as far as the interpretation depends on it.
     *
     * @param together whether both are in one release set
     */
    private record Policy(boolean live, boolean open, boolean together) {}

    /** What keeps this content from being submitted; empty if it interprets nothing. */
    Optional<Shortcoming> shortcoming(Content content) {
        String interprets = content.fields().get("interprets");
        if (interprets == null) {
            return Optional.empty();
        }
        Policy policy = policy(UUID.fromString(interprets), content.path());
        if (policy == null) {
            return shortcoming(
                    "POL-1",
                    "没有编号为“%s”的政策文件，请核对所解读的政策。".formatted(interprets),
                    "There is no policy document with the id " + interprets + ".");
        }
        if (policy.live()) {
            return Optional.empty();
        }
        if (!policy.open()) {
            return shortcoming(
                    "POL-1",
                    "所解读的政策文件没有公开，也没有在办的版次，请另选一篇。",
                    "The policy "
                            + interprets
                            + " is not public, and no edition of it is on its way; name one that is.");
        }
        return policy.together()
                ? Optional.empty()
                : shortcoming(
                        "POL-2",
                        "所解读的政策文件尚未公开，二者须同时公开：请放入同一个发布组；已提交的解读须先收回或退回，才能移出。",
                        "The policy "
                                + interprets
                                + " is not public yet, and its interpretation becomes public with it: put both into one"
                                + " release set, for example with POST /api/v1/release-sets/with-policy.");
    }

    private @Nullable Policy policy(UUID id, PublicPath interpretation) {
        return jdbc.sql(
                        """
                        select exists (select 1 from edition l where l.document_id = d.id and l.state = 'PUBLISHED') as live,
                            exists (select 1 from edition o where o.document_id = d.id
                                    and o.state in ('DRAFT', 'IN_REVIEW', 'RETURNED', 'APPROVED', 'HELD')) as open,
                            exists (select 1 from release_set_member p
                                        join release_set_member i on i.set_id = p.set_id
                                        join document other on other.id = i.document_id
                                    where p.document_id = d.id and other.path = :interpretation) as together
                        from document d where d.id = :id and d.kind = 'policy'
                        """)
                .param("id", id)
                .param("interpretation", interpretation.value())
                .query(
                        (row, n) ->
                                new Policy(
                                        row.getBoolean("live"),
                                        row.getBoolean("open"),
                                        row.getBoolean("together")))
                .optional()
                .orElse(null);
    }

    private static Optional<Shortcoming> shortcoming(String rule, String zh, String en) {
        return Optional.of(new Shortcoming(rule, PLACE, new Label(zh, en)));
    }
}
