package org.gongkai.content.document;

import jakarta.validation.constraints.NotNull;

import org.gongkai.content.review.Opinion;
import org.gongkai.content.review.Remark;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;

/** A remark at a place in the text, as JSON. */
record RemarkBody(
        @Nullable String field,
        @NotNull String quote,
        @Nullable String before,
        @NotNull String comment) {

    Remark remark() {
        return new Remark(
                Objects.requireNonNullElse(field, "body"),
                quote,
                Objects.requireNonNullElse(before, ""),
                comment);
    }

    /** A comment on the whole with remarks, as a verdict takes them. */
    static Opinion opinion(@Nullable String comment, @Nullable List<RemarkBody> remarks) {
        return new Opinion(
                Objects.requireNonNullElse(comment, ""),
                Objects.requireNonNullElse(remarks, List.<RemarkBody>of()).stream()
                        .map(RemarkBody::remark)
                        .toList());
    }
}
