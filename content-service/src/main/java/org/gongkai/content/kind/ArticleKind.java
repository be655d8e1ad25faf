package org.gongkai.content.kind;

import org.springframework.stereotype.Component;

import java.util.List;

/** An article (文章). */
@Component
class ArticleKind implements Kind {
    @Override
    public String key() {
        return "article";
    }

    @Override
    public List<Field> fields() {
        return List.of(Field.SUMMARY, Field.SOURCE, Field.AUTHOR, Field.DOCUMENT_DATE);
    }

    @Override
    public List<Shortcoming> shortcomings(Written written) {
        return written.plainText().isBlank()
                ? List.of(new Shortcoming("KIND-BODY", "body", "The text is empty; write it."))
                : List.of();
    }
}
