package org.gongkai.publisher.render;

import org.gongkai.publisher.Withdrawal;
import org.gongkai.publisher.render.view.Words;

import java.time.Instant;

/**
 * The theme's fixed phrases for what is withdrawn (decision 18): what a page of status 410 says,
 * and what can be shown to whoever is about to withdraw something. Thread-safe.
 */
public final class WithdrawalPhrases {
    private final Words words;

    WithdrawalPhrases(Words words) {
        this.words = words;
    }

    /** Those of the theme that travels with the application. */
    public static WithdrawalPhrases ofTheme() {
        return new WithdrawalPhrases(Theme.wordsFromClassPath());
    }

    public String heading() {
        return words.of("gone.title");
    }

    /** Why it is gone. */
    public String sentence(Withdrawal.Reason reason) {
        return words.of("gone." + reason);
    }

    /** Since when it is gone, to the day. */
    public String since(Instant at) {
        return words.of("gone.since", ShanghaiTime.inWords(ShanghaiTime.date(at)));
    }

    /** Stands before the link to what takes its place. */
    public String instead() {
        return words.of("gone.instead");
    }

    /** Stands before the link to what explains the withdrawal. */
    public String explanation() {
        return words.of("gone.explanation");
    }
}
