package org.gongkai.content.reviewlink;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

import org.gongkai.content.canonical.Digest;
import org.gongkai.content.document.DocumentId;
import org.gongkai.content.people.Actor;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Review links over HTTP, for those who give them out. */
@Tag(name = "review links")
@RestController
@RequestMapping("/api/v1/review-links")
class ReviewLinksApi {
    private final ReviewLinks links;

    ReviewLinksApi(ReviewLinks links) {
        this.links = links;
    }

    /** Items to have reviewed, and by whom. */
    record NewLink(
            @NotNull String name,
            @NotNull String purpose,
            @NotNull Instant expiresAt,
            @NotNull List<@NotNull @Valid NewItem> items) {}

    /** A document, and exactly what is asked about. */
    record NewItem(@NotNull UUID document, @NotNull String digest) {
        ReviewLink.Item item() {
            return new ReviewLink.Item(new DocumentId(document), new Digest(digest));
        }
    }

    /** A new link with its address, which is shown this once. */
    record IssuedLink(ReviewLink link, String url) {
        @Override
        public String toString() {
            return "IssuedLink[" + link.id() + "]";
        }
    }

    @GetMapping
    @Operation(summary = "The review links that I gave out; all for supervisors and the office")
    List<ReviewLink> known(Actor actor) {
        return links.known(actor);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Give out a review link; its address is shown this once")
    IssuedLink issue(Actor actor, @Valid @RequestBody NewLink body) {
        ReviewLinks.Issued issued =
                links.issue(
                        actor,
                        body.name(),
                        body.purpose(),
                        body.expiresAt(),
                        body.items().stream().map(NewItem::item).toList());
        return new IssuedLink(
                issued.link(),
                ServletUriComponentsBuilder.fromCurrentContextPath()
                        .path(issued.path())
                        .toUriString());
    }

    @GetMapping("/{id}/uses")
    @Operation(summary = "What was done with a review link, and from where")
    List<ReviewLink.Use> uses(Actor actor, @PathVariable UUID id) {
        return links.uses(actor, id);
    }

    @DeleteMapping("/{id}")
    @Operation(summary = "End a review link at once; verdicts given by it stand")
    ReviewLink revoke(Actor actor, @PathVariable UUID id) {
        return links.revoke(actor, id);
    }
}
