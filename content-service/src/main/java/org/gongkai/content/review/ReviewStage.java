package org.gongkai.content.review;

import org.gongkai.content.people.Role;

/** A stage of review (审核环节), in the order in which a route passes them. */
public enum ReviewStage {
    UNIT_REVIEW(Role.UNIT_REVIEWER),
    OFFICE_REVIEW(Role.OFFICE_REVIEWER),
    MUNICIPAL_PRE_REVIEW(Role.MUNICIPAL_REVIEWER);

    private final Role reviewer;

    ReviewStage(Role reviewer) {
        this.reviewer = reviewer;
    }

    /** The role that decides at this stage. */
    public Role reviewer() {
        return reviewer;
    }
}
