package org.gongkai.content.proposal;

/** What can be proposed. One of each form is in force at a time; docs/model.md has the members. */
public enum ProposalForm {
    /** The words of the site that belong to no document. */
    SITE("gongkai-site/1", "site revision", "site", "revision"),
    /** Which stages a document passes, by section and kind. */
    ROUTING("gongkai-routing/1", "routing", "routing", "routing");

    private final String key;
    private final String noun;
    private final String action;
    private final String member;

    ProposalForm(String key, String noun, String action, String member) {
        this.key = key;
        this.noun = noun;
        this.action = action;
        this.member = member;
    }

    /** The canonical form's name. */
    public String key() {
        return key;
    }

    /** What messages call it. */
    String noun() {
        return noun;
    }

    /** The first part of its actions in the audit log, such as {@code site-proposed}. */
    String action() {
        return action;
    }

    /** The member of an audit entry's detail that holds its id. */
    String member() {
        return member;
    }
}
