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
    APPROVED_A_STAGE("You approved a stage of this edition, so somebody else has to confirm it."),
    SAME_PERSON("You asked for it; a second person has to confirm it."),
    PASSED_OVER("You passed over this review in an emergency, so somebody else has to make it up."),
    NO_EMERGENCY("Nobody asked to publish it in an emergency."),
    EMERGENCY_ALREADY("Somebody asked already; a second person has to confirm it."),
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
