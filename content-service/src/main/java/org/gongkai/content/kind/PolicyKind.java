package org.gongkai.content.kind;

import org.springframework.stereotype.Component;

import java.util.List;

/** A policy document (政策文件). */
@Component
class PolicyKind implements Kind {
    @Override
    public String key() {
        return "policy";
    }

    @Override
    public List<Field> fields() {
        return List.of(
                Field.optional("documentNumber", Field.Type.LINE),
                Field.DOCUMENT_DATE,
                Field.optional("issuer", Field.Type.LINE),
                Field.choice("validity", false, "有效", "已修改", "失效", "废止"),
                Field.SUMMARY,
                Field.SOURCE);
    }

    @Override
    public List<Shortcoming> shortcomings(Written written) {
        return written.plainText().isBlank()
                ? List.of(new Shortcoming("KIND-BODY", "body", "The text is empty; write it."))
                : List.of();
    }
}
