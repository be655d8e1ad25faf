package org.gongkai.content.proposal;

import java.util.UUID;

/** Nothing of this form was proposed under this id. Answered with 404. */
public class NoSuchProposal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoSuchProposal(ProposalForm form, UUID id) {
        super("There is no %s %s".formatted(form.noun(), id));
    }
}
