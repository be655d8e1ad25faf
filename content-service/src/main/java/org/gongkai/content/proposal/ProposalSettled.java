package org.gongkai.content.proposal;

/** The proposal has the approvals it needs, or this person's already. Answered with 409. */
public class ProposalSettled extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ProposalSettled(String message) {
        super(message);
    }
}
