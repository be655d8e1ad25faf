package org.gongkai.content.kind;

import org.springframework.stereotype.Component;

import java.util.List;

/** An interpretation (政策解读); rule POL-1: it names the policy that it explains. */
@Component
class InterpretationKind implements Kind {
    @Override
    public String key() {
        return "interpretation";
    }

    @Override
    public List<Field> fields() {
        return List.of(
                Field.required("interprets", Field.Type.DOCUMENT),
                Field.choice("form", true, "text", "infographic", "video", "qa"),
                Field.SUMMARY,
                Field.SOURCE,
                Field.AUTHOR,
                Field.DOCUMENT_DATE);
    }

    @Override
    public List<Shortcoming> shortcomings(Written written) {
        boolean says =
                !written.plainText().isBlank() || written.usesImage() || written.uses("VIDEO");
        return says
                ? List.of()
                : List.of(
                        new Shortcoming(
                                "KIND-BODY",
                                "body",
                                "An interpretation needs a text, a picture or a video."));
    }
}
