package org.gongkai.content.kind;

import org.springframework.stereotype.Component;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** All kinds, by key. */
@Component
public class Kinds {
    private final Map<String, Kind> byKey = new TreeMap<>();

    Kinds(List<Kind> kinds) {
        for (Kind kind : kinds) {
            byKey.put(kind.key(), kind);
        }
    }

    public Optional<Kind> find(String key) {
        return Optional.ofNullable(byKey.get(key));
    }

    public Collection<Kind> all() {
        return byKey.values();
    }

    /** All that keeps a draft of this kind from being submitted; empty if nothing does. */
    public List<Shortcoming> shortcomings(Kind kind, Written written) {
        List<Shortcoming> found = new ArrayList<>();
        if (written.title().isBlank()) {
            found.add(new Shortcoming("KIND-TITLE", "title", "The title is empty; give one."));
        }
        for (Field field : kind.fields()) {
            String value = written.fields().getOrDefault(field.key(), "");
            if (value.isBlank() && field.required()) {
                found.add(
                        new Shortcoming(
                                field.key().equals("interprets") ? "POL-1" : "KIND-FIELD",
                                "fields." + field.key(),
                                "This field is required for the kind " + kind.key() + "."));
            } else if (!value.isBlank()) {
                complaint(field, value)
                        .ifPresent(
                                text ->
                                        found.add(
                                                new Shortcoming(
                                                        "KIND-FIELD",
                                                        "fields." + field.key(),
                                                        text)));
            }
        }
        found.addAll(kind.shortcomings(written));
        return found;
    }

    private static Optional<String> complaint(Field field, String value) {
        return switch (field.type()) {
            case LINE, TEXT -> Optional.empty();
            case DATE ->
                    isDate(value)
                            ? Optional.empty()
                            : Optional.of("“" + value + "” is not a day; write it as 2020-05-15.");
            case DOCUMENT ->
                    isId(value)
                            ? Optional.empty()
                            : Optional.of("“" + value + "” is not a document's id.");
            case CHOICE ->
                    field.choices().contains(value)
                            ? Optional.empty()
                            : Optional.of(
                                    "“"
                                            + value
                                            + "” is none of "
                                            + String.join(", ", field.choices())
                                            + ".");
        };
    }

    private static boolean isDate(String value) {
        try {
            LocalDate.parse(value);
            return true;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static boolean isId(String value) {
        try {
            return UUID.fromString(value).toString().equals(value);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
