package org.gongkai.content.breakdown;

import org.gongkai.content.assignment.Channel;
import org.gongkai.content.assignment.Question;
import org.gongkai.content.assignment.Question.Doubt;
import org.gongkai.content.assignment.Question.Part;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The channels (发布途径) that a cell or a text names. */
record WrittenChannels(Set<Channel> channels, List<Question> questions) {
    private static final Map<Channel, Pattern> NAMES =
            new EnumMap<>(
                    Map.of(
                            Channel.PORTAL,
                            Pattern.compile("门户网站|政府网站|官方网站|官网"),
                            Channel.NEW_MEDIA,
                            Pattern.compile("新媒体|微信|微博|公众号|客户端|抖音|视频号"),
                            Channel.TRADITIONAL_MEDIA,
                            Pattern.compile("新闻媒体|传统媒体|报纸|报刊|日报|晚报|电视|广播|电台"),
                            Channel.SERVICE_SITE,
                            Pattern.compile("政务服务网|政务服务平台|一网通办")));

    /** How channels stand beside each other in a list; a sentence has other words, too. */
    private static final Pattern BETWEEN = Pattern.compile("[、,;/+]|以及|及|和|与");

    private static final Pattern SENTENCE = Pattern.compile("[。在于]|通过|利用|形式");

    static WrittenChannels read(String cell) {
        String text = Written.compact(cell);
        Set<Channel> named = named(text);
        List<Question> questions = new ArrayList<>();
        if (!text.isEmpty() && named.isEmpty()) {
            questions.add(new Question(Part.CHANNELS, Doubt.UNKNOWN_CHANNEL, Written.line(cell)));
        } else if (!SENTENCE.matcher(text).find()) {
            for (String one : BETWEEN.split(text)) {
                if (!one.isEmpty() && named(one).isEmpty()) {
                    questions.add(new Question(Part.CHANNELS, Doubt.UNKNOWN_CHANNEL, one));
                }
            }
        }
        return new WrittenChannels(named, questions);
    }

    /** The channels that a text names. */
    static Set<Channel> named(String text) {
        String compact = Written.compact(text);
        Set<Channel> named = EnumSet.noneOf(Channel.class);
        NAMES.forEach(
                (channel, pattern) -> {
                    if (pattern.matcher(compact).find()) {
                        named.add(channel);
                    }
                });
        return Collections.unmodifiableSet(named);
    }

    /** Channels as a question quotes them. */
    static String keys(Set<Channel> channels) {
        return channels.stream().map(Enum::name).collect(Collectors.joining(" "));
    }
}
