package org.gongkai.content.erasure;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.gongkai.content.canonical.Digest;
import org.gongkai.content.document.Page;
import org.gongkai.content.people.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

@RestController
@RequestMapping("/api/v1/erasures")
@Tag(name = "Erasures", description = "What was withdrawn for privacy, and how far it is erased.")
class ErasuresApi {
    private final Erasures erasures;

    ErasuresApi(Erasures erasures) {
        this.erasures = erasures;
    }

    /**
     * @param removedIn the release that took it off the site
     * @param revisions the SHA-256 of each content that was erased
     * @param assets the SHA-256 of each file that it alone used
     */
    record ErasureJson(
            UUID document,
            UUID edition,
            String path,
            Erasure.State state,
            String withdrawnBy,
            Instant withdrawnAt,
            @Nullable Long removedIn,
            List<String> revisions,
            List<String> assets,
            @Nullable Instant erasedAt,
            @Nullable Instant finishedAt) {
        static ErasureJson of(Erasure erasure) {
            return new ErasureJson(
                    erasure.document().value(),
                    erasure.edition().value(),
                    erasure.path(),
                    erasure.state(),
                    erasure.askedBy(),
                    erasure.askedAt(),
                    erasure.removedIn(),
                    erasure.revisions().stream().map(Digest::hex).toList(),
                    erasure.assets().stream().map(Digest::hex).toList(),
                    erasure.erasedAt(),
                    erasure.finishedAt());
        }
    }

    @GetMapping
    @Operation(summary = "All erasures, newest first: digests and acts, nothing of the content")
    Page<ErasureJson> all(
            Actor actor,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "20") int size) {
        Page<Erasure> found = erasures.all(actor, page, size);
        return new Page<>(
                found.items().stream().map(ErasureJson::of).toList(),
                found.page(),
                found.size(),
                found.total());
    }
}
