package org.gongkai.content.workbench;

import org.gongkai.content.document.AssetUse;
import org.gongkai.content.document.BeingErased;
import org.gongkai.content.document.ContentRefused;
import org.gongkai.content.document.DocumentId;
import org.gongkai.content.document.DocumentQueries;
import org.gongkai.content.document.DocumentView;
import org.gongkai.content.document.Documents;
import org.gongkai.content.document.NewDocument;
import org.gongkai.content.document.OpenDocuments;
import org.gongkai.content.document.StaleVersion;
import org.gongkai.content.document.Verb;
import org.gongkai.content.document.VerbRefused;
import org.gongkai.content.document.Version;
import org.gongkai.content.kind.Kind;
import org.gongkai.content.kind.Kinds;
import org.gongkai.content.media.Asset;
import org.gongkai.content.media.FileRefused;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.NotAllowed;
import org.gongkai.content.people.Role;
import org.gongkai.content.people.UnitKey;
import org.gongkai.content.scan.ScannerAway;
import org.gongkai.content.upload.VideoUploads;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Writing: a new document, or the next revision of one. Nothing typed is lost: what cannot be saved
 * is shown again with the reason.
 */
@Controller
class WritePage {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String PICKED = "pick";

    private final Documents documents;
    private final DocumentQueries queries;
    private final VideoUploads videos;
    private final Shelf shelf;
    private final Kinds kinds;
    private final Names names;
    private final Refusals refusals;
    private final OpenDocuments open;
    private final WriteWords words;
    private final FileWords fileWords;
    private final Clock clock;

    WritePage(
            Documents documents,
            DocumentQueries queries,
            VideoUploads videos,
            Shelf shelf,
            Kinds kinds,
            Names names,
            Refusals refusals,
            OpenDocuments open,
            WriteWords words,
            FileWords fileWords,
            Clock clock) {
        this.documents = documents;
        this.queries = queries;
        this.videos = videos;
        this.shelf = shelf;
        this.kinds = kinds;
        this.names = names;
        this.refusals = refusals;
        this.open = open;
        this.words = words;
        this.fileWords = fileWords;
        this.clock = clock;
    }

    /**
     * What the form is about: a new document (no id, no version), or one that exists.
     *
     * @param settled whether saving begins another edition, which nothing does by itself
     */
    record Subject(
            @Nullable UUID id,
            @Nullable String version,
            String kind,
            String section,
            String unit,
            boolean settled) {}

    @GetMapping("/workbench/write")
    String blank(
            Actor actor,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String section,
            @RequestParam(defaultValue = "") String unit,
            Model model) {
        requireEditor(actor);
        String chosen = kind.isEmpty() ? kinds.usual().key() : kind;
        return page(
                actor,
                new Subject(null, null, chosen, section, unit, false),
                DraftForm.empty(),
                model);
    }

    @PostMapping("/workbench/write")
    String create(
            Actor actor,
            @RequestParam String kind,
            @RequestParam String section,
            @RequestParam String unit,
            @RequestParam MultiValueMap<String, String> form,
            @RequestParam(required = false) @Nullable MultipartFile file,
            Model model,
            RedirectAttributes after) {
        DraftForm sent = DraftForm.sent(form);
        Subject subject = new Subject(null, null, kind, section, unit, false);
        try {
            sent = received(actor, unit, sent, form, file);
            if (form.containsKey(PICKED)) {
                return picked(actor, subject, sent, form, model);
            }
            Documents.Written written =
                    documents.create(
                            actor,
                            new NewDocument(
                                    kind, section, new UnitKey(unit), sent.draft(clock), null));
            return saved(written.document(), after);
        } catch (VerbRefused
                | ContentRefused
                | FileRefused
                | StillConverting
                | ScannerAway
                | BeingErased e) {
            model.addAttribute("refused", refusals.words(e));
            return page(actor, subject, sent, model);
        }
    }

    @GetMapping("/workbench/documents/{id}/write")
    String edit(Actor actor, @PathVariable UUID id, Model model) {
        DocumentView view = queries.view(actor, new DocumentId(id));
        if (!view.may(Verb.SAVE)) {
            throw new NotAllowed("This document cannot be changed now");
        }
        return page(actor, subject(view), DraftForm.of(view.content(), clock), model);
    }

    @PostMapping("/workbench/documents/{id}/write")
    String save(
            Actor actor,
            @PathVariable UUID id,
            @RequestParam String version,
            @RequestParam MultiValueMap<String, String> form,
            @RequestParam(required = false) @Nullable MultipartFile file,
            Model model,
            RedirectAttributes after) {
        DocumentId document = new DocumentId(id);
        DocumentView view = queries.view(actor, document);
        DraftForm sent = DraftForm.sent(form);
        try {
            sent = received(actor, view.summary().unit(), sent, form, file);
            if (form.containsKey(PICKED)) {
                return picked(actor, asSent(view, version), sent, form, model);
            }
            documents.save(actor, document, Version.parse(version), sent.draft(clock));
            return saved(document, after);
        } catch (VerbRefused
                | ContentRefused
                | StaleVersion
                | FileRefused
                | StillConverting
                | ScannerAway
                | BeingErased e) {
            model.addAttribute("refused", refusals.words(e));
            model.addAttribute("overtaken", e instanceof StaleVersion);
            return page(actor, asSent(view, version), sent, model);
        }
    }

    /** Shows the form with what was picked from the library; nothing is saved yet. */
    private String picked(
            Actor actor,
            Subject subject,
            DraftForm sent,
            MultiValueMap<String, String> form,
            Model model) {
        model.addAttribute("said", refusals.say("write.picked"));
        return page(
                actor,
                subject,
                shelf.into(
                        actor,
                        new UnitKey(subject.unit()),
                        sent,
                        form.getOrDefault(PICKED, List.of())),
                model);
    }

    private static Subject asSent(DocumentView view, String version) {
        return new Subject(
                view.summary().id().value(),
                version,
                view.summary().kind(),
                view.summary().section(),
                view.summary().unit(),
                !view.summary().state().open());
    }

    /** Takes the file that came along into the unit's media library and uses it in the draft. */
    private DraftForm received(
            Actor actor,
            String unit,
            DraftForm sent,
            MultiValueMap<String, String> form,
            @Nullable MultipartFile file) {
        if (file == null || file.isEmpty()) {
            return sent;
        }
        String name = Objects.requireNonNullElse(file.getOriginalFilename(), "");
        try {
            Asset asset = taken(actor, new UnitKey(unit), name, file);
            String role =
                    Objects.requireNonNullElse(
                            form.getFirst("newRole"), AssetUse.Role.ATTACHMENT.name());
            String alt =
                    shelf.altFor(
                            actor,
                            new UnitKey(unit),
                            asset.sha256(),
                            Objects.requireNonNullElse(form.getFirst("newAlt"), ""));
            DraftForm with =
                    sent.with(
                            new DraftForm.Use(
                                    asset.sha256().hex(),
                                    role,
                                    "",
                                    asset.mediaType(),
                                    alt,
                                    Objects.requireNonNullElse(form.getFirst("newCaption"), "")
                                            .strip(),
                                    500,
                                    500));
            return role.equals(AssetUse.Role.VIDEO.name())
                    ? shelf.withPoster(asset.sha256(), with)
                    : with;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("The upload broke off: " + name, e);
        }
    }

    /** A video that is still being converted after a while is for the editor to send again. */
    private Asset taken(Actor actor, UnitKey unit, String name, MultipartFile file)
            throws IOException {
        return videos.add(actor, unit, file, PATIENCE).orElseThrow(() -> new StillConverting(name));
    }

    private String saved(DocumentId document, RedirectAttributes after) {
        after.addFlashAttribute("said", refusals.say("said.SAVE"));
        return "redirect:/workbench/documents/" + document;
    }

    private String page(Actor actor, Subject subject, DraftForm form, Model model) {
        Kind kind =
                kinds.find(subject.kind())
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "There is no kind " + subject.kind()));
        Map<String, String> units = names.units();
        Map<String, String> mine = new TreeMap<>();
        actor.units().stream()
                .filter(unit -> actor.holds(Role.EDITOR, unit))
                .forEach(
                        unit ->
                                mine.put(
                                        unit.value(),
                                        units.getOrDefault(unit.value(), unit.value())));
        model.addAttribute("words", words.json());
        model.addAttribute("fileWords", fileWords.forScripts());
        model.addAttribute("account", actor.account());
        model.addAttribute("subject", subject);
        model.addAttribute("form", form);
        model.addAttribute("fields", kind.fields());
        model.addAttribute("kinds", kinds.all());
        model.addAttribute("units", mine);
        model.addAttribute("sections", names.sections());
        model.addAttribute("roles", List.of(AssetUse.Role.values()));
        String unit =
                mine.containsKey(subject.unit()) || mine.isEmpty()
                        ? subject.unit()
                        : mine.keySet().iterator().next();
        model.addAttribute("shelf", shelf.newest(actor, unit, form));
        model.addAttribute("shelfUnit", unit);
        UUID id = subject.id();
        if (id != null) {
            model.addAttribute(
                    "alsoOpen",
                    AlsoOpen.of(open.enter(actor, new DocumentId(id), true), names, refusals));
        }
        return "workbench/write";
    }

    private static Subject subject(DocumentView view) {
        return asSent(view, view.summary().version());
    }

    private static void requireEditor(Actor actor) {
        if (!actor.holds(Role.EDITOR)) {
            throw new NotAllowed("Only an editor writes");
        }
    }
}
