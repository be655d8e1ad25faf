package org.gongkai.publisher.kind;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A kind of document (稿件类型) as its file {@code kinds/KEY.yaml} declares it: everything that differs
 * from kind to kind stands there and nowhere else. docs/model.md says what a file may hold.
 *
 * @param order its place among the kinds, in forms and lists
 * @param fields in the order of the form
 * @param needs what must be there before a draft is submitted, beyond required fields
 * @param page how readers see it
 * @param search whether readers find its documents; all of them unless said
 */
public record DocumentKind(
        String key,
        int order,
        Label label,
        List<KindField> fields,
        List<Need> needs,
        KindPage page,
        Search search) {
    private static final Pattern KEY = Pattern.compile("[a-z][a-z-]{1,31}");

    /** Words of the declaration in both languages of the workbench. */
    public record Label(String zh, String en) {
        public Label {
            if (zh == null || zh.isBlank() || en == null || en.isBlank()) {
                throw new IllegalArgumentException("Words are missing in zh or en");
            }
        }
    }

    /** What search knows of a kind. */
    public enum Search {
        ALL,
        /** Its documents are public and never in the index. */
        NONE
    }

    /** What a document can say something with. */
    public enum Evidence {
        TEXT,
        PICTURE,
        VIDEO,
        ATTACHMENT
    }

    /**
     * Something that must be there.
     *
     * @param rule the id under which its absence is refused
     * @param oneOf any of these is enough
     * @param otherwise what is missing, and what mends it
     */
    public record Need(String rule, List<Evidence> oneOf, Label otherwise) {
        public Need {
            if (rule == null || oneOf == null || oneOf.isEmpty() || otherwise == null) {
                throw new IllegalArgumentException(
                        "A need says its rule, oneOf (text, picture, video, attachment) and otherwise");
            }
            oneOf = List.copyOf(oneOf);
        }
    }

    /** The declaration, checked as a whole. */
    public DocumentKind {
        if (key == null || !KEY.matcher(key).matches()) {
            throw new IllegalArgumentException(
                    "key must be small letters and hyphens, 2 to 32, not “" + key + "”");
        }
        if (label == null) {
            throw new IllegalArgumentException("label is missing: {zh: …, en: …}");
        }
        fields = fields == null ? List.of() : List.copyOf(fields);
        needs = needs == null ? List.of() : List.copyOf(needs);
        page = page == null ? KindPage.usual() : page;
        search = search == null ? Search.ALL : search;
        Set<String> keys = new HashSet<>();
        for (KindField field : fields) {
            if (!keys.add(field.key())) {
                throw new IllegalArgumentException("The field “" + field.key() + "” stands twice");
            }
        }
        onlyOne(fields, KindField.Search.NUMBER);
        onlyOne(fields, KindField.Search.DATE);
        for (String named : page.fieldsNamed()) {
            if (!keys.contains(named)) {
                throw new IllegalArgumentException(
                        "page names the field “%s”, which it does not have; it has %s"
                                .formatted(named, String.join(", ", keys)));
            }
        }
    }

    /** A kind that nobody declared here: shown as plainly as can be. */
    static DocumentKind unknown(String key) {
        return new DocumentKind(
                "unknown",
                Integer.MAX_VALUE,
                new Label(key, key),
                List.of(),
                List.of(),
                KindPage.usual(),
                Search.ALL);
    }

    /** Whether its documents stand in the index. */
    public boolean searched() {
        return search == Search.ALL;
    }

    /** The field of this key. */
    public Optional<KindField> field(String field) {
        return fields.stream().filter(each -> each.key().equals(field)).findFirst();
    }

    /** The field in this role of the search, which at most one has. */
    public Optional<KindField> field(KindField.Search role) {
        return fields.stream().filter(each -> each.search() == role).findFirst();
    }

    /** The fields that name another document. */
    public List<KindField> relations() {
        return fields.stream().filter(field -> field.relation() != null).toList();
    }

    private static void onlyOne(List<KindField> fields, KindField.Search role) {
        List<String> having =
                fields.stream()
                        .filter(field -> field.search() == role)
                        .map(KindField::key)
                        .toList();
        if (having.size() > 1) {
            throw new IllegalArgumentException(
                    "Only one field may be searched as %s, not %s; search the others as exact"
                            .formatted(role.name().toLowerCase(Locale.ROOT), having));
        }
    }
}
