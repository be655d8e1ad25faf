package org.gongkai.content.seed;

import org.gongkai.content.document.Draft;

import java.util.List;
import java.util.Map;
import java.util.Random;

/** Drafts that differ from each other. */
final class SeedDrafts {
    private SeedDrafts() {}

    static Draft draft(int number) {
        Words words = new Words(new Random(number));
        return new Draft(words.title(number), words.body(10), Map.of(), List.of(), null, List.of());
    }
}
