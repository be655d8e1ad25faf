package org.gongkai.content.breakdown;

import org.gongkai.content.assignment.Breakdown;
import org.gongkai.content.assignment.Channel;
import org.gongkai.content.assignment.Question;
import org.gongkai.content.assignment.Question.Doubt;
import org.gongkai.content.assignment.Question.Part;
import org.gongkai.content.assignment.Task;
import org.gongkai.content.people.Unit;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads a task breakdown (任务分解表). A blank cell stands for the merged cell above it, and says so;
 * what is unclear becomes a question at its cell, and nothing is guessed silently.
 */
final class TableParser {
    private static final Pattern REMARK = Pattern.compile("^(?:备\\s*注|注|说明)[:：].*", Pattern.DOTALL);
    private static final int HIGHEST = 999;

    private final List<Unit> units;
    private final WrittenDates.Window window;

    TableParser(List<Unit> units, WrittenDates.Window window) {
        this.units = List.copyOf(units);
        this.window = window;
    }

    /** What the table says; empty if no row has the headings of such a table. */
    Optional<Reading> read(Grid grid) {
        for (int i = 0; i < grid.rows().size(); i++) {
            List<Grid.Row> below = grid.rows().subList(i + 1, grid.rows().size());
            Optional<Columns> columns = Columns.under(grid.rows().get(i), below);
            if (columns.isPresent()) {
                List<String> lines = new ArrayList<>();
                grid.rows().subList(0, i).forEach(row -> lines.add(joined(row)));
                lines.addAll(grid.lines());
                return Optional.of(
                        new Rows(grid, columns.get(), Notice.of(lines), lines).read(below));
            }
        }
        return Optional.empty();
    }

    private static String joined(Grid.Row row) {
        return String.join(
                " ", row.cells().stream().map(Grid.Cell::text).filter(t -> !t.isEmpty()).toList());
    }

    /** The rows of one table, each read with what stands above it. */
    private final class Rows {
        private final Grid grid;
        private final Columns columns;
        private final Notice notice;
        private final List<String> lines;
        private final Set<Integer> numbers = new HashSet<>();
        private final String[] above;
        private String heading = "";
        private String unitsAbove = "";
        private String datesAbove = "";
        private String channelsAbove = "";
        private int last;

        Rows(Grid grid, Columns columns, Notice notice, List<String> lines) {
            this.grid = grid;
            this.columns = columns;
            this.notice = notice;
            this.lines = lines;
            this.above = new String[columns.blocks().size()];
            java.util.Arrays.fill(above, "");
        }

        Reading read(List<Grid.Row> below) {
            List<Reading.ReadRow> rows = new ArrayList<>();
            for (Grid.Row row : below) {
                List<String> filled =
                        row.cells().stream()
                                .map(Grid.Cell::text)
                                .filter(text -> !text.isEmpty())
                                .toList();
                if (filled.isEmpty() || Columns.under(row, List.of()).isPresent()) {
                    continue; // a page that ended between two rows, and its headings again
                }
                if (filled.size() == 1) {
                    alone(filled.getFirst());
                } else {
                    rows.add(new Row(row).read());
                }
            }
            return new Reading(
                    rows, lines.stream().filter(line -> !line.isBlank()).toList(), columns.moved());
        }

        /** A row of one cell: a remark, or a heading of the rows below. */
        private void alone(String text) {
            if (REMARK.matcher(text).matches()) {
                lines.add(text);
            } else {
                heading = Written.line(text);
                java.util.Arrays.fill(above, "");
            }
        }

        /** One row being read. */
        private final class Row {
            private final Grid.Row row;
            private final Map<Part, String> written = new EnumMap<>(Part.class);
            private final Set<Part> inherited = EnumSet.noneOf(Part.class);
            private final List<Question> questions = new ArrayList<>();

            Row(Grid.Row row) {
                this.row = row;
            }

            Reading.ReadRow read() {
                int number = number();
                String before = String.join(" ", above);
                String block = block();
                boolean anew = !String.join(" ", above).equals(before);
                String text = text();
                WrittenUnits who = WrittenUnits.read(units(), units);
                WrittenDates when = WrittenDates.read(dates(), window);
                WrittenChannels where = WrittenChannels.read(channels(anew));
                questions.addAll(who.questions());
                questions.addAll(when.questions());
                questions.addAll(where.questions());
                compare(block, text, when, where.channels());
                return new Reading.ReadRow(
                        row.line(),
                        written,
                        new Breakdown.Row(
                                number,
                                new Task(
                                        block,
                                        text,
                                        who.everyUnit(),
                                        who.units(),
                                        when.start(),
                                        when.end(),
                                        when.continuing(),
                                        where.channels(),
                                        inherited,
                                        questions)));
            }

            private int number() {
                String cell = cell(Part.NUMBER, columns.number());
                String digits = Written.compact(cell).replaceAll("[.、)）(（]", "");
                int next = last + 1;
                while (numbers.contains(next)) {
                    next++;
                }
                int number = next;
                if (digits.isEmpty()) {
                    ask(Part.NUMBER, Doubt.MISSING);
                } else if (!digits.matches("\\d{1,3}") || Integer.parseInt(digits) < 1) {
                    ask(Part.NUMBER, Doubt.UNREADABLE_NUMBER, Written.line(cell));
                } else if (numbers.contains(Integer.parseInt(digits))) {
                    ask(Part.NUMBER, Doubt.NUMBER_TWICE, digits);
                } else {
                    number = Integer.parseInt(digits);
                }
                numbers.add(number);
                last = number;
                return Math.min(number, HIGHEST);
            }

            /** Of levels, a blank one stands for the one above as long as no outer one is new. */
            private String block() {
                boolean outer = true;
                for (int i = 0; i < above.length; i++) {
                    Grid.Cell cell = at(columns.blocks().get(i));
                    if (!cell.blank()) {
                        String text = Written.nothing(cell.text()) ? "" : Written.line(cell.text());
                        written.merge(Part.BLOCK, text, (one, more) -> one + " " + more);
                        outer = outer && text.equals(above[i]);
                        above[i] = text;
                    } else if (outer && !above[i].isEmpty() && inherits(cell)) {
                        inherited.add(Part.BLOCK);
                    } else {
                        above[i] = "";
                    }
                }
                if (!heading.isEmpty()) {
                    inherited.add(Part.BLOCK);
                }
                String block = Written.line(heading + " " + String.join(" ", above));
                if (block.length() > Task.LONGEST_BLOCK) {
                    throw new TooLong(row.line(), Part.BLOCK, Task.LONGEST_BLOCK);
                }
                return block;
            }

            private String text() {
                String text = Written.line(cell(Part.TEXT, columns.text()));
                if (text.isEmpty()) {
                    ask(Part.TEXT, Doubt.MISSING);
                }
                if (text.length() > Task.LONGEST_TEXT) {
                    throw new TooLong(row.line(), Part.TEXT, Task.LONGEST_TEXT);
                }
                return text;
            }

            private String units() {
                unitsAbove = cellOrAbove(Part.UNITS, columns.units(), unitsAbove);
                return unitsAbove;
            }

            private String dates() {
                datesAbove = cellOrAbove(Part.DATES, columns.dates(), datesAbove);
                return datesAbove;
            }

            /** Who does it and until when is rarely merged; a blank cell may be a gap. */
            private String cellOrAbove(Part part, @Nullable Integer column, String before) {
                String own = cell(part, column);
                if (!own.isEmpty() || before.isEmpty() || column == null) {
                    return own;
                }
                if (at(column).below()) {
                    inherited.add(part);
                    return before;
                }
                if (grid.knowsMerged()) {
                    return "";
                }
                inherited.add(part);
                ask(part, Doubt.BLANK_BELOW, Written.line(before));
                return before;
            }

            /** Where it is published is said once for a block. */
            private String channels(boolean blockIsNew) {
                String own = cell(Part.CHANNELS, columns.channels());
                boolean stands =
                        own.isEmpty()
                                && columns.channels() != null
                                && !channelsAbove.isEmpty()
                                && (at(columns.channels()).below()
                                        || !grid.knowsMerged() && !blockIsNew);
                if (stands) {
                    inherited.add(Part.CHANNELS);
                } else {
                    channelsAbove = own;
                }
                return Written.nothing(channelsAbove) ? "" : channelsAbove;
            }

            /** What the row's own text says, and the notice of the activity, beside the table. */
            private void compare(String block, String text, WrittenDates when, Set<Channel> table) {
                Set<Channel> inText = WrittenChannels.named(text);
                if (!inText.isEmpty() && !inText.equals(table)) {
                    ask(
                            Part.CHANNELS,
                            Doubt.CHANNELS_OF_THE_TEXT,
                            WrittenChannels.keys(table),
                            WrittenChannels.keys(inText));
                }
                Set<Channel> inNotice = notice.channels(block);
                if (!inNotice.isEmpty() && !inNotice.equals(table) && !inNotice.equals(inText)) {
                    ask(
                            Part.CHANNELS,
                            Doubt.CHANNELS_OF_THE_NOTICE,
                            WrittenChannels.keys(table),
                            WrittenChannels.keys(inNotice));
                }
                WrittenDates.oneDayIn(text, window)
                        .filter(day -> !day.equals(when.start()) || !day.equals(when.end()))
                        .ifPresent(
                                day ->
                                        ask(
                                                Part.DATES,
                                                Doubt.DATES_OF_THE_TEXT,
                                                Written.line(datesAbove),
                                                day.toString()));
            }

            private String cell(Part part, @Nullable Integer column) {
                String text = column == null ? "" : at(column).text();
                if (!text.isEmpty()) {
                    written.put(part, Written.line(text));
                }
                return text;
            }

            private Grid.Cell at(int column) {
                return row.cell(column);
            }

            private boolean inherits(Grid.Cell cell) {
                return cell.below() || !grid.knowsMerged() && !cell.beside();
            }

            private void ask(Part part, Doubt doubt, String... about) {
                questions.add(new Question(part, doubt, about));
            }
        }
    }

    /** A cell holds more than an assignment takes. */
    static final class TooLong extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final int line;
        private final int most;

        TooLong(int line, Part part, int most) {
            super("Row %d: %s is longer than %d characters".formatted(line, part, most));
            this.line = line;
            this.most = most;
        }

        int line() {
            return line;
        }

        int most() {
            return most;
        }
    }
}
