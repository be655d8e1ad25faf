package org.gongkai.content.document;

/** Why a document is withdrawn. Readers see a fixed phrase for it (decision 18). */
public enum WithdrawalReason {
    WRONG,
    OUTDATED,
    PRIVACY,
    SUPERSEDED
}
