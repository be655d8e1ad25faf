package org.gongkai.content.proposal;

import java.util.UUID;

/**
 * Another proposal came into force since this one was made, and this one would undo it unread.
 * Answered with 409.
 */
public class ProposalOvertaken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ProposalOvertaken(ProposalForm form, UUID id) {
        super(
                ("Another %s came into force after %s was proposed, which would undo it;"
                                + " propose anew on the basis of the one in force")
                        .formatted(form.noun(), id));
    }
}
