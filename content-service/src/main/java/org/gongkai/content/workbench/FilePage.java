package org.gongkai.content.workbench;

import org.gongkai.content.canonical.Digest;
import org.gongkai.content.document.Page;
import org.gongkai.content.library.About;
import org.gongkai.content.library.AboutChanged;
import org.gongkai.content.library.FileInUse;
import org.gongkai.content.library.FileKind;
import org.gongkai.content.library.Item;
import org.gongkai.content.library.Library;
import org.gongkai.content.library.LibraryQueries;
import org.gongkai.content.library.NoSuchFile;
import org.gongkai.content.library.Rights;
import org.gongkai.content.library.Use;
import org.gongkai.content.library.Uses;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.Role;
import org.gongkai.content.people.UnitKey;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import java.util.List;
import java.util.Objects;

/** One file of a library: what it is, where it is used, what is said of it; and its removal. */
@Controller
class FilePage {
    private static final int SIZE = 20;

    private final LibraryQueries queries;
    private final Library library;
    private final Uses uses;
    private final Names names;
    private final Refusals refusals;
    private final FileWords words;

    FilePage(
            LibraryQueries queries,
            Library library,
            Uses uses,
            Names names,
            Refusals refusals,
            FileWords words) {
        this.queries = queries;
        this.library = library;
        this.uses = uses;
        this.names = names;
        this.refusals = refusals;
        this.words = words;
    }

    /** A use as the page shows it: the state, or the stage while it is in review. */
    record Line(Use use, String state, String unit) {}

    @GetMapping("/workbench/library/{sha256}")
    String show(
            Actor actor,
            @PathVariable String sha256,
            @RequestParam(defaultValue = "") String unit,
            @RequestParam(defaultValue = "1") int page,
            Model model) {
        Item file = file(actor, new Digest(sha256), unit);
        return page(actor, file, file.about(), file.version(), Math.max(1, page), model);
    }

    @PostMapping("/workbench/library/{sha256}")
    String describe(
            Actor actor,
            @PathVariable String sha256,
            @RequestParam String unit,
            @RequestParam long version,
            @RequestParam String alt,
            @RequestParam String source,
            @RequestParam Rights rights,
            @RequestParam String rightsNote,
            Model model,
            RedirectAttributes after) {
        About about = new About(alt, source, rights, rightsNote);
        Digest digest = new Digest(sha256);
        try {
            library.describe(actor, new UnitKey(unit), digest, version, about);
        } catch (AboutChanged e) {
            model.addAttribute("refused", refusals.words(e));
            Item file = file(actor, digest, unit);
            return page(actor, file, about, file.version(), 1, model);
        }
        after.addFlashAttribute("said", refusals.say("file.said"));
        after.addAttribute("unit", unit);
        return "redirect:/workbench/library/" + digest;
    }

    @GetMapping("/workbench/library/{sha256}/remove")
    String sure(Actor actor, @PathVariable String sha256, @RequestParam String unit, Model model) {
        Item file = file(actor, new Digest(sha256), unit);
        model.addAttribute("file", Tile.of(file, names));
        model.addAttribute("unit", file.unit());
        model.addAttribute("others", queries.units(actor, file.asset().sha256()).size() > 1);
        return "workbench/file-remove";
    }

    @PostMapping("/workbench/library/{sha256}/remove")
    String remove(
            Actor actor,
            @PathVariable String sha256,
            @RequestParam String unit,
            Model model,
            RedirectAttributes after) {
        Item file = file(actor, new Digest(sha256), unit);
        try {
            library.remove(actor, new UnitKey(file.unit()), file.asset().sha256());
        } catch (FileInUse e) {
            model.addAttribute("refused", refusals.words(e));
            return page(actor, file, file.about(), file.version(), 1, model);
        }
        after.addFlashAttribute("said", refusals.say("file.removed", file.fileName()));
        after.addAttribute("unit", file.unit());
        return "redirect:/workbench/library";
    }

    /** The file in the library of the unit, or in the first where the actor sees it. */
    private Item file(Actor actor, Digest sha256, String unit) {
        UnitKey key =
                unit.isEmpty()
                        ? queries.units(actor, sha256).stream().findFirst().orElse(null)
                        : new UnitKey(unit);
        return key == null ? none(sha256) : found(actor, key, sha256);
    }

    private Item found(Actor actor, UnitKey unit, Digest sha256) {
        return queries.find(actor, unit, sha256).orElseGet(() -> none(sha256));
    }

    private static Item none(Digest sha256) {
        throw new NoSuchFile(sha256);
    }

    private String page(Actor actor, Item file, About about, long version, int page, Model model) {
        Page<Use> used = uses.of(actor, file.asset().sha256(), page, SIZE);
        var units = names.units();
        model.addAttribute("file", Tile.of(file, names));
        model.addAttribute("item", file);
        model.addAttribute("about", about);
        model.addAttribute("version", version);
        model.addAttribute("unit", file.unit());
        model.addAttribute("unitName", units.getOrDefault(file.unit(), file.unit()));
        model.addAttribute("video", FileKind.of(file.asset().mediaType()) == FileKind.VIDEO);
        model.addAttribute("address", BodyPreview.asset(file.asset().sha256().hex()));
        model.addAttribute("findings", file.findings().stream().map(words::of).toList());
        model.addAttribute("changedAt", changedAt(file));
        model.addAttribute("rights", Rights.values());
        model.addAttribute("mayChange", actor.holds(Role.EDITOR, new UnitKey(file.unit())));
        model.addAttribute("used", used);
        model.addAttribute(
                "lines",
                used.items().stream()
                        .map(
                                use ->
                                        new Line(
                                                use,
                                                use.stage() == null
                                                        ? use.state().name()
                                                        : use.stage().name(),
                                                units.getOrDefault(use.unit(), use.unit())))
                        .toList());
        model.addAttribute("addresses", addresses(used.items()));
        return "workbench/file";
    }

    private @Nullable String changedAt(Item file) {
        return file.changedAt() == null ? null : names.time(file.changedAt());
    }

    private static List<String> addresses(List<Use> uses) {
        return uses.stream().map(Use::address).filter(Objects::nonNull).distinct().toList();
    }
}
