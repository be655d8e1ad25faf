package org.gongkai.content.document;

/** What a person can do with an edition; docs/model.md has the table of who may. */
public enum Verb {
    SAVE,
    SUBMIT,
    TAKE_BACK,
    APPROVE,
    RETURN,
    CONSENT,
    RECALL,
    LET_GO,
    DISCARD,
    WITHDRAW
}
