package org.gongkai.content.kind;

import java.util.List;
import java.util.Optional;

/**
 * A kind of document (稿件类型), as its file declares it (docs/model.md). Its key stands in the
 * canonical form, its fields are what its readers expect, and its needs are what keeps a draft from
 * being submitted.
 *
 * @param fields in the order of the form
 */
public record Kind(String key, Label label, List<Field> fields, List<Need> needs) {
    public Kind {
        fields = List.copyOf(fields);
        needs = List.copyOf(needs);
    }

    /** What a document can say something with. */
    public enum Evidence {
        TEXT,
        PICTURE,
        VIDEO,
        ATTACHMENT
    }

    /**
     * Something that must be there before a draft is submitted.
     *
     * @param oneOf any of these is enough
     * @param otherwise what is missing, and what mends it
     */
    public record Need(String rule, List<Evidence> oneOf, Label otherwise) {
        public Need {
            oneOf = List.copyOf(oneOf);
        }
    }

    /** The field of this key. */
    public Optional<Field> field(String field) {
        return fields.stream().filter(each -> each.key().equals(field)).findFirst();
    }

    /** Whether a title and a text are all that it needs. */
    public boolean takesBareText() {
        return fields.stream().noneMatch(Field::required)
                && needs.stream().allMatch(need -> need.oneOf().contains(Evidence.TEXT));
    }
}
