package org.gongkai.content.workbench;

import jakarta.servlet.http.HttpServletRequest;

import org.gongkai.content.canonical.Digest;
import org.gongkai.content.document.AssetUse;
import org.gongkai.content.document.BeingErased;
import org.gongkai.content.document.Content;
import org.gongkai.content.document.ContentChanged;
import org.gongkai.content.document.ContentRefused;
import org.gongkai.content.document.DocumentId;
import org.gongkai.content.document.DocumentQueries;
import org.gongkai.content.document.DocumentView;
import org.gongkai.content.document.NoSuchDocument;
import org.gongkai.content.document.Revisions;
import org.gongkai.content.document.Verb;
import org.gongkai.content.document.VerbRefused;
import org.gongkai.content.media.AssetAnswer;
import org.gongkai.content.media.Assets;
import org.gongkai.content.review.Opinion;
import org.gongkai.content.reviewlink.ReviewLink;
import org.gongkai.content.reviewlink.ReviewLinks;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.servlet.ModelAndView;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What a reviewer without an account sees of a review link: the pack, each item exactly as it is
 * asked about, and a verdict. The address is the only key.
 */
@Controller
@RequestMapping("/review/{token}")
class GuestPage {
    private final ReviewLinks links;
    private final DocumentQueries queries;
    private final Revisions revisions;
    private final Assets assets;
    private final Names names;
    private final Refusals refusals;

    GuestPage(
            ReviewLinks links,
            DocumentQueries queries,
            Revisions revisions,
            Assets assets,
            Names names,
            Refusals refusals) {
        this.links = links;
        this.queries = queries;
        this.revisions = revisions;
        this.assets = assets;
        this.names = names;
        this.refusals = refusals;
    }

    /** The link is none, has expired or was revoked; which of them, nobody is told. */
    private static final class Closed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /**
     * An item in the list.
     *
     * @param standing {@code waiting}, {@code decided}, {@code changed} or {@code moved}
     */
    record Entry(
            String id, String title, String unit, String section, String kind, String standing) {}

    /** A file of an item. */
    record Media(
            String address,
            boolean picture,
            String role,
            String fileName,
            String alt,
            String caption) {}

    @GetMapping
    String pack(@PathVariable String token, HttpServletRequest request, Model model) {
        ReviewLinks.Opened opened = open(token);
        links.use(opened.link(), ReviewLink.Action.OPENED, null, request.getRemoteAddr());
        Row.Words words = Row.Words.of(names);
        model.addAttribute(
                "items",
                opened.link().items().stream().map(item -> entry(opened, item, words)).toList());
        about(model, token, opened.link());
        return "review-link/pack";
    }

    @GetMapping("/{id}")
    String item(
            @PathVariable String token,
            @PathVariable UUID id,
            HttpServletRequest request,
            Model model) {
        ReviewLinks.Opened opened = open(token);
        links.use(
                opened.link(), ReviewLink.Action.READ, new DocumentId(id), request.getRemoteAddr());
        return show(opened, token, item(opened, id), model);
    }

    @PostMapping("/{id}")
    String decide(
            @PathVariable String token,
            @PathVariable UUID id,
            @RequestParam boolean approve,
            @RequestParam(defaultValue = "") String comment,
            HttpServletRequest request,
            Model model) {
        ReviewLinks.Opened opened = open(token);
        ReviewLink.Item item = item(opened, id);
        try {
            links.decide(opened, item, approve, Opinion.of(comment), request.getRemoteAddr());
        } catch (VerbRefused | ContentChanged | ContentRefused | BeingErased e) {
            links.use(
                    opened.link(),
                    ReviewLink.Action.REFUSED,
                    item.document(),
                    request.getRemoteAddr());
            model.addAttribute("refused", refusals.words(e));
            return show(opened, token, item, model);
        }
        return "redirect:/review/" + token;
    }

    @GetMapping("/{id}/assets/{sha256}")
    ResponseEntity<Resource> asset(
            @PathVariable String token, @PathVariable UUID id, @PathVariable String sha256) {
        ReviewLinks.Opened opened = open(token);
        Digest wanted = new Digest(sha256);
        return content(item(opened, id)).assets().stream()
                .filter(use -> use.sha256().equals(wanted))
                .findFirst()
                .flatMap(use -> assets.find(opened.guest(), wanted))
                .flatMap(asset -> assets.open(wanted).map(bytes -> AssetAnswer.of(asset, bytes)))
                .orElseGet(() -> ResponseEntity.notFound().build());
    }

    @ExceptionHandler({Closed.class, NoSuchDocument.class, IllegalArgumentException.class})
    @ResponseStatus(HttpStatus.NOT_FOUND)
    ModelAndView closed() {
        return new ModelAndView("review-link/closed", Map.of());
    }

    private String show(
            ReviewLinks.Opened opened, String token, ReviewLink.Item item, Model model) {
        Content content = content(item);
        String files = "/review/" + token + "/" + item.document() + "/assets/";
        Row.Words words = Row.Words.of(names);
        model.addAttribute("entry", entry(opened, item, words));
        model.addAttribute("title", content.title());
        model.addAttribute("body", BodyPreview.of(content.body(), files, null));
        model.addAttribute("fields", names.fields(content.kind(), content.fields()));
        model.addAttribute("tags", content.tags());
        model.addAttribute("digest", item.digest().hex());
        model.addAttribute(
                "media", content.assets().stream().map(use -> media(use, files)).toList());
        List<ReviewLink.Item> items = opened.link().items();
        int at = items.indexOf(item);
        model.addAttribute("next", at + 1 < items.size() ? items.get(at + 1).document() : null);
        about(model, token, opened.link());
        return "review-link/item";
    }

    private void about(Model model, String token, ReviewLink link) {
        model.addAttribute("token", token);
        model.addAttribute("guest", link.name());
        model.addAttribute("purpose", link.purpose());
        model.addAttribute("issuedBy", link.issuedBy());
        model.addAttribute("expires", names.time(link.expiresAt()));
    }

    private Entry entry(ReviewLinks.Opened opened, ReviewLink.Item item, Row.Words words) {
        DocumentView view = queries.view(opened.guest(), item.document());
        Content content = content(item);
        String standing;
        if (!view.summary().digest().equals(item.digest().hex())) {
            standing = "changed";
        } else if (view.may(Verb.APPROVE)) {
            standing = "waiting";
        } else if (view.verdicts().stream()
                .anyMatch(
                        given ->
                                given.counts()
                                        && given.account().equals(opened.guest().account()))) {
            standing = "decided";
        } else {
            standing = "moved";
        }
        return new Entry(
                item.document().toString(),
                content.title(),
                words.units().getOrDefault(content.unit().value(), content.unit().value()),
                words.sections().getOrDefault(content.section(), content.section()),
                names.kind(content.kind()),
                standing);
    }

    private Content content(ReviewLink.Item item) {
        return revisions
                .content(item.digest())
                .orElseThrow(() -> new NoSuchDocument(item.document()));
    }

    private ReviewLinks.Opened open(String token) {
        return links.open(token).orElseThrow(Closed::new);
    }

    private static ReviewLink.Item item(ReviewLinks.Opened opened, UUID id) {
        return opened.link().item(new DocumentId(id)).orElseThrow(Closed::new);
    }

    private static Media media(AssetUse use, String files) {
        return new Media(
                files + use.sha256().hex(),
                use.mediaType().startsWith("image/"),
                use.role().name(),
                use.fileName(),
                use.alt(),
                use.caption());
    }
}
