package org.gongkai.content.publishing;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.gongkai.content.document.DocumentId;
import org.gongkai.content.document.WithdrawalNotice;
import org.gongkai.content.document.WithdrawalReason;
import org.gongkai.content.people.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import java.util.UUID;

/** What readers will be told of a withdrawal, before it is one. */
@Tag(name = "documents")
@RestController
class WithdrawalPreviewController {
    private final WithdrawalPreviews previews;

    WithdrawalPreviewController(WithdrawalPreviews previews) {
        this.previews = previews;
    }

    @Operation(summary = "See what readers will find where a document stands, if it is withdrawn")
    @GetMapping("/api/v1/documents/{id}/withdrawal-preview")
    WithdrawalPreviews.Preview preview(
            Actor actor,
            @PathVariable UUID id,
            @RequestParam WithdrawalReason reason,
            @RequestParam(required = false) @Nullable UUID replacedBy,
            @RequestParam(required = false) @Nullable UUID explainedBy) {
        return previews.preview(
                actor,
                new DocumentId(id),
                new WithdrawalNotice(reason, document(replacedBy), document(explainedBy)));
    }

    private static @Nullable DocumentId document(@Nullable UUID id) {
        return id == null ? null : new DocumentId(id);
    }
}
