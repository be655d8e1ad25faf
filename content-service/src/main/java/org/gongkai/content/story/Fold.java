package org.gongkai.content.story;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Entries that are told as one: who writes is saved every few seconds, and nobody wants to read
 * each of it.
 *
 * @param last the newest of them
 * @param since when the oldest of them was
 * @param times how many they are
 */
public record Fold(Story last, Instant since, int times) {
    private static final String SAVED = "saved";

    /**
     * Folds what the same person saved of the same edition with nothing in between.
     *
     * @param newestFirst in the order in which they are shown
     */
    public static List<Fold> of(List<Story> newestFirst) {
        List<Fold> folds = new ArrayList<>();
        for (Story story : newestFirst) {
            if (!folds.isEmpty() && folds.getLast().takes(story)) {
                Fold fold = folds.removeLast();
                folds.add(new Fold(fold.last, story.at(), fold.times + 1));
            } else {
                folds.add(new Fold(story, story.at(), 1));
            }
        }
        return folds;
    }

    private boolean takes(Story older) {
        return last.action().equals(SAVED)
                && older.action().equals(SAVED)
                && older.actor().equals(last.actor())
                && Objects.equals(older.edition(), last.edition())
                && older.comment() == null;
    }
}
