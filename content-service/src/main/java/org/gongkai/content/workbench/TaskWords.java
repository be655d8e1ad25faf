package org.gongkai.content.workbench;

import org.gongkai.content.assignment.Question;
import org.gongkai.content.assignment.Task;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Says in the reader's language what an assignment says and asks. */
@Component("taskWords")
class TaskWords {
    private static final Set<Question.Doubt> OF_CHANNELS =
            Set.of(Question.Doubt.CHANNELS_OF_THE_TEXT, Question.Doubt.CHANNELS_OF_THE_NOTICE);

    private final MessageSource messages;

    TaskWords(MessageSource messages) {
        this.messages = messages;
    }

    /** What is unclear. */
    public String question(Question question) {
        Object[] about =
                question.about().stream()
                        .map(one -> OF_CHANNELS.contains(question.doubt()) ? channels(one) : one)
                        .toArray();
        return say("doubt." + question.doubt(), about);
    }

    private String channels(String keys) {
        return keys.isBlank()
                ? say("assignment.noChannel")
                : Arrays.stream(keys.split(" "))
                        .map(key -> say("channel." + key))
                        .collect(Collectors.joining("、"));
    }

    /** From when to when. */
    public String dates(Task task) {
        if (task.continuing()) {
            return task.start() == null
                    ? say("assignment.continuing")
                    : say("assignment.continuingFrom", task.start());
        }
        if (task.end() == null) {
            return task.start() == null
                    ? say("assignment.noDates")
                    : say("assignment.from", task.start());
        }
        return task.start() == null
                ? say("assignment.until", task.end())
                : say("assignment.fromUntil", task.start(), task.end());
    }

    /** Who. */
    public String units(Task task, Map<String, String> names) {
        return task.everyUnit()
                ? say("assignment.everyUnit")
                : task.units().stream()
                        .map(unit -> names.getOrDefault(unit.value(), unit.value()))
                        .collect(Collectors.joining("、"));
    }

    /** Where. */
    public String channels(Task task) {
        return channels(task.channels().stream().map(Enum::name).collect(Collectors.joining(" ")));
    }

    private String say(String key, Object... arguments) {
        Object[] shown = Arrays.stream(arguments).map(String::valueOf).toArray();
        return messages.getMessage(key, shown, LocaleContextHolder.getLocale());
    }
}
