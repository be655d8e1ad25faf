package org.gongkai.content.publishing;

import org.gongkai.content.kind.Field;
import org.gongkai.content.kind.Kind;
import org.gongkai.content.kind.KindSource;
import org.gongkai.content.kind.Label;
import org.gongkai.publisher.kind.DocumentKind;
import org.gongkai.publisher.kind.DocumentKinds;
import org.gongkai.publisher.kind.KindField;
import org.springframework.stereotype.Component;

import java.util.List;
import java.util.Locale;

/** The kinds as the publisher's files declare them, in the words of this module. */
@Component
class DeclaredKinds implements KindSource {
    private final List<Kind> kinds;

    DeclaredKinds(DocumentKinds declared) {
        kinds = declared.all().stream().map(DeclaredKinds::kind).toList();
    }

    @Override
    public List<Kind> kinds() {
        return kinds;
    }

    private static Kind kind(DocumentKind kind) {
        return new Kind(
                kind.key(),
                label(kind.label()),
                kind.fields().stream().map(DeclaredKinds::field).toList(),
                kind.needs().stream().map(DeclaredKinds::need).toList());
    }

    private static Kind.Need need(DocumentKind.Need need) {
        return new Kind.Need(
                need.rule(),
                need.oneOf().stream().map(each -> Kind.Evidence.valueOf(each.name())).toList(),
                label(need.otherwise()));
    }

    private static Field field(KindField field) {
        KindField.Format format = field.format();
        KindField.Relation relation = field.relation();
        return new Field(
                field.key(),
                Field.Type.valueOf(field.type().name()),
                label(field.label()),
                field.required(),
                field.longest(),
                format == null ? null : new Field.Format(format.pattern(), label(format.remedy())),
                field.notAfterToday(),
                field.choices().stream()
                        .map(choice -> new Field.Choice(choice.value(), label(choice.label())))
                        .toList(),
                relation == null ? null : new Field.Relation(relation.to(), relation.rule()),
                field.search().name().toLowerCase(Locale.ROOT));
    }

    private static Label label(DocumentKind.Label label) {
        return new Label(label.zh(), label.en());
    }
}
