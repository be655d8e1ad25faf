package org.gongkai.content.kind;

import org.springframework.stereotype.Component;

import java.util.List;

/** A picture story (图片). */
@Component
class PictureStoryKind implements Kind {
    @Override
    public String key() {
        return "picture-story";
    }

    @Override
    public List<Field> fields() {
        return List.of(Field.SUMMARY, Field.SOURCE, Field.AUTHOR, Field.DOCUMENT_DATE);
    }

    @Override
    public List<Shortcoming> shortcomings(Written written) {
        return written.usesImage()
                ? List.of()
                : List.of(
                        new Shortcoming(
                                "KIND-PICTURE",
                                "assets",
                                "A picture story needs at least one picture; add one."));
    }
}
