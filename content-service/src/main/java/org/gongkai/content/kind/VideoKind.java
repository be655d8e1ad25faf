package org.gongkai.content.kind;

import org.springframework.stereotype.Component;

import java.util.List;

/** A video (视频). */
@Component
class VideoKind implements Kind {
    @Override
    public String key() {
        return "video";
    }

    @Override
    public List<Field> fields() {
        return List.of(Field.SUMMARY, Field.SOURCE, Field.AUTHOR, Field.DOCUMENT_DATE);
    }

    @Override
    public List<Shortcoming> shortcomings(Written written) {
        return written.uses("VIDEO")
                ? List.of()
                : List.of(
                        new Shortcoming(
                                "KIND-VIDEO",
                                "assets",
                                "A video document needs a video file; add one in the role VIDEO."));
    }
}
