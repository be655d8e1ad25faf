package org.gongkai.content.intake;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The tables of lists before the text of RTF: how levels count, and what paragraphs call them. */
final class RtfLists {
    private static final int MOST_LEVELS = 9;
    private static final int MOST_LISTS = 10_000;

    private static final class Level {
        private int format;
        private int start = 1;
        private final StringBuilder text = new StringBuilder();

        WordNumbering.Level read() {
            // The first character says how many follow; behind them stands a semicolon.
            int length = text.isEmpty() ? 0 : Math.min(text.charAt(0), text.length() - 1);
            return WordNumbering.Level.of(
                    format, length == 0 ? "" : text.substring(1, 1 + length), start);
        }
    }

    private final WordNumbering numbering;
    private List<Level> levels = new ArrayList<>();
    private Map<Integer, Integer> starts = new HashMap<>();
    private int list;
    private int overridden = -1;
    private int defined;

    RtfLists(WordNumbering numbering) {
        this.numbering = numbering;
    }

    RtfDestination lists() {
        return new RtfDestination() {
            @Override
            public void text(String text, RtfState state) {}

            @Override
            public void word(String word, int number, RtfState state) {
                list(word, number, state);
            }
        };
    }

    RtfDestination overrides() {
        return new RtfDestination() {
            @Override
            public void text(String text, RtfState state) {}

            @Override
            public void word(String word, int number, RtfState state) {
                override(word, number, state);
            }
        };
    }

    private void list(String word, int number, RtfState state) {
        switch (word) {
            case "list" -> levels = new ArrayList<>();
            case "listlevel" -> {
                if (levels.size() < MOST_LEVELS) {
                    levels.add(new Level());
                }
            }
            case "levelnfc", "levelnfcn" -> last().format = number;
            case "levelstartat" -> last().start = number;
            case "leveltext" -> state.destination = RtfDestination.into(last().text);
            case "levelnumbers", "listname" -> state.destination = RtfDestination.NOWHERE;
            case "listid" -> {
                if (defined++ < MOST_LISTS) {
                    numbering.define(
                            Integer.toString(number), levels.stream().map(Level::read).toList());
                }
            }
            default -> {}
        }
    }

    private Level last() {
        return levels.isEmpty() ? new Level() : levels.getLast();
    }

    private void override(String word, int number, RtfState state) {
        switch (word) {
            case "listoverride" -> {
                starts = new HashMap<>();
                overridden = -1;
            }
            case "listid" -> list = number;
            case "lfolevel" -> overridden++;
            case "levelstartat" -> {
                if (overridden >= 0 && overridden < MOST_LEVELS) {
                    starts.put(overridden, number);
                }
            }
            case "listlevel", "levelnfc", "levelnfcn" -> {}
            case "leveltext", "levelnumbers" -> state.destination = RtfDestination.NOWHERE;
            case "ls" -> {
                if (defined++ < MOST_LISTS) {
                    numbering.number(Integer.toString(number), Integer.toString(list), starts);
                }
            }
            default -> {}
        }
    }
}
