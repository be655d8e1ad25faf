package org.gongkai.content.breakdown;

import org.gongkai.content.assignment.Channel;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The text of the notice around a table: its numbered items, each of which may be about an activity
 * that it names in quotation marks, as the table does.
 */
final class Notice {
    private static final Pattern ITEM_BEGINS =
            Pattern.compile(
                    "^(?:\\d{1,2}[.、．)]|[(（][一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}[、.．]).*");
    private static final Pattern QUOTED = Pattern.compile("[“\"「『]([^”\"」』]{2,40})[”\"」』]");

    private final List<String> items;

    private Notice(List<String> items) {
        this.items = items;
    }

    static Notice of(List<String> lines) {
        List<StringBuilder> items = new ArrayList<>();
        for (String line : lines) {
            String text = line.strip();
            if (ITEM_BEGINS.matcher(text).matches()) {
                items.add(new StringBuilder(text));
            } else if (!items.isEmpty()) {
                items.getLast().append(text);
            }
        }
        return new Notice(items.stream().map(item -> Written.compact(item.toString())).toList());
    }

    /** The channels that the notice names for the activity of a block; none if it says nothing. */
    Set<Channel> channels(String block) {
        Set<String> activities = quoted(block);
        return items.stream()
                .filter(item -> quoted(opening(item)).stream().anyMatch(activities::contains))
                .map(WrittenChannels::named)
                .filter(named -> !named.isEmpty())
                .findFirst()
                .orElse(Set.of());
    }

    /** An item names its activity in its first sentence; later ones may speak of others. */
    private static String opening(String item) {
        int end = item.indexOf('。');
        return end < 0 ? item : item.substring(0, end);
    }

    private static Set<String> quoted(String text) {
        Matcher quoted = QUOTED.matcher(text);
        return quoted.results()
                .map(found -> Written.compact(found.group(1)))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
