package org.gongkai.content.kind;

import org.springframework.stereotype.Component;

import java.util.List;

/** A notice or announcement (通知公告). */
@Component
class NoticeKind implements Kind {
    @Override
    public String key() {
        return "notice";
    }

    @Override
    public List<Field> fields() {
        return List.of(
                Field.SUMMARY,
                Field.SOURCE,
                Field.optional("documentNumber", Field.Type.LINE),
                Field.DOCUMENT_DATE,
                Field.optional("issuer", Field.Type.LINE));
    }

    @Override
    public List<Shortcoming> shortcomings(Written written) {
        return written.plainText().isBlank()
                ? List.of(new Shortcoming("KIND-BODY", "body", "The text is empty; write it."))
                : List.of();
    }
}
