package org.gongkai.content.review;

/**
 * Why a person may not take a step, so that the page can say it plainly (message key {@code
 * refusal.NAME}).
 */
public enum Refusal {
    WRONG_STATE("The edition is not in a state for this."),
    ROLE_MISSING("You do not hold the role for this."),
    OTHER_UNIT("It belongs to another unit."),
    AUTHOR(
            "You wrote, edited or submitted a revision of this edition, so somebody else has to review it."),
    APPROVED_OTHER_STAGE(
            "You approved another stage of this edition; every stage needs a different person."),
    LATE_WITHOUT_CONSENT(
            "It was submitted after the cut-off; an office reviewer has to consent to that first."),
    NO_CONSENT_DUE("It was not submitted late, or the office has consented already."),
    RELEASING("A release is making it public right now; withdraw it afterwards."),
    NOT_LIVE("It is not public.");

    private final String explanation;

    Refusal(String explanation) {
        this.explanation = explanation;
    }

    public String explanation() {
        return explanation;
    }
}
