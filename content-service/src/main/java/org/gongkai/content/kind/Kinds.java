package org.gongkai.content.kind;

import org.gongkai.content.html.TitleText;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All kinds, by key, in their order. */
@Component
public class Kinds {
    private final Map<String, Kind> byKey = new LinkedHashMap<>();
    private final Clock clock;

    Kinds(KindSource source, Clock clock) {
        source.kinds().forEach(kind -> byKey.put(kind.key(), kind));
        this.clock = clock;
    }

    public Optional<Kind> find(String key) {
        return Optional.ofNullable(byKey.get(key));
    }

    public Collection<Kind> all() {
        return byKey.values();
    }

    /** The first of all, which is what most documents are. */
    public Kind usual() {
        return all().iterator().next();
    }

    /** What a kind is called; a key that is no kind is its own name. */
    public Label label(String key) {
        return find(key).map(Kind::label).orElseGet(() -> new Label(key, key));
    }

    /** All that keeps a draft of this kind from being submitted; empty if nothing does. */
    public List<Shortcoming> shortcomings(Kind kind, Written written) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), clock.getZone());
        List<Shortcoming> found = new ArrayList<>();
        title(written.title()).ifPresent(found::add);
        for (Field field : kind.fields()) {
            String value = written.fields().getOrDefault(field.key(), "");
            FieldRules.judge(field, value, today).ifPresent(found::add);
        }
        for (Kind.Need need : kind.needs()) {
            if (need.oneOf().stream().noneMatch(written::has)) {
                found.add(new Shortcoming(need.rule(), place(need), need.otherwise()));
            }
        }
        return found;
    }

    /** The fields in which a draft names other documents that there could be. */
    public List<Field> relations(Kind kind, Map<String, String> fields) {
        return kind.fields().stream()
                .filter(field -> field.relation() != null)
                .filter(field -> FieldRules.isId(fields.getOrDefault(field.key(), "")))
                .toList();
    }

    /** The refusal of a document that a field names but that does not exist as it should. */
    public Shortcoming noSuchDocument(Field field, String id) {
        Field.Relation relation =
                java.util.Objects.requireNonNull(field.relation(), "a field that names documents");
        List<Label> kinds = relation.to().stream().map(this::label).toList();
        return FieldRules.said(
                relation.rule(),
                field,
                id,
                "不是%s的稿件编号，或者该稿件已废弃、已撤稿，请改填一篇在写或已公开的。"
                        .formatted(String.join("、", kinds.stream().map(Label::zh).toList())),
                "is no %s that is being written or public; name one that is."
                        .formatted(String.join(" or ", kinds.stream().map(Label::en).toList())));
    }

    private static Optional<Shortcoming> title(String title) {
        if (title.isBlank()) {
            return Optional.of(
                    new Shortcoming(
                            "KIND-TITLE",
                            "title",
                            new Label("标题为空，请填写。", "The title is empty; give one.")));
        }
        if (title.length() > TitleText.MAX_LENGTH) {
            return Optional.of(
                    new Shortcoming(
                            "KIND-TITLE",
                            "title",
                            Label.of(
                                    "标题有 %d 个字符，最多 %d 个，请缩短。",
                                    "The title has %d characters; shorten it to at most %d.",
                                    title.length(),
                                    TitleText.MAX_LENGTH)));
        }
        return Optional.empty();
    }

    private static String place(Kind.Need need) {
        return need.oneOf().contains(Kind.Evidence.TEXT) ? "body" : "assets";
    }
}
