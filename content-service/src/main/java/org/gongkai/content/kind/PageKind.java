package org.gongkai.content.kind;

import org.springframework.stereotype.Component;

import java.util.List;

/** A plain page (页面) that stands by itself. */
@Component
class PageKind implements Kind {
    @Override
    public String key() {
        return "page";
    }

    @Override
    public List<Field> fields() {
        return List.of(Field.SUMMARY);
    }

    @Override
    public List<Shortcoming> shortcomings(Written written) {
        return written.plainText().isBlank()
                ? List.of(new Shortcoming("KIND-BODY", "body", "The text is empty; write it."))
                : List.of();
    }
}
