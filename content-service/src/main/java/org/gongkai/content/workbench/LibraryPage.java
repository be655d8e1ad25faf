package org.gongkai.content.workbench;

import org.gongkai.content.canonical.Digest;
import org.gongkai.content.document.Page;
import org.gongkai.content.library.FileKind;
import org.gongkai.content.library.Item;
import org.gongkai.content.library.LibraryFilter;
import org.gongkai.content.library.LibraryOrder;
import org.gongkai.content.library.LibraryQueries;
import org.gongkai.content.media.Asset;
import org.gongkai.content.media.Assets;
import org.gongkai.content.media.FileRefused;
import org.gongkai.content.media.Finding;
import org.gongkai.content.media.Room;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.NotAllowed;
import org.gongkai.content.people.Role;
import org.gongkai.content.people.UnitKey;
import org.gongkai.content.scan.ScannerAway;
import org.gongkai.content.upload.VideoUploads;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A unit's files: look through them, and add more. */
@Controller
class LibraryPage {
    private static final int SIZE = 48;

    private final LibraryQueries queries;
    private final Assets assets;
    private final VideoUploads videos;
    private final Names names;
    private final Refusals refusals;
    private final FileWords words;

    LibraryPage(
            LibraryQueries queries,
            Assets assets,
            VideoUploads videos,
            Names names,
            Refusals refusals,
            FileWords words) {
        this.queries = queries;
        this.assets = assets;
        this.videos = videos;
        this.names = names;
        this.refusals = refusals;
        this.words = words;
    }

    /**
     * What became of a file that was sent.
     *
     * @param state FINISHED, CONVERTING or REFUSED
     * @param sha256 null if it is not there, or not yet
     * @param said why, or what was found in it
     */
    record Arrived(String name, String state, @Nullable String sha256, List<String> said) {}

    /** How full the library is, in words and as a number. */
    record Fullness(String used, String most, int percent) {
        static Fullness of(Room room) {
            return new Fullness(Tile.size(room.used()), Tile.size(room.most()), room.percent());
        }
    }

    @GetMapping("/workbench/library")
    String list(
            Actor actor,
            @RequestParam(defaultValue = "") String unit,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(required = false) @Nullable FileKind kind,
            @RequestParam(required = false) LibraryFilter.@Nullable InUse use,
            @RequestParam(defaultValue = "false") boolean findings,
            @RequestParam(defaultValue = "false") boolean rightsMissing,
            @RequestParam(defaultValue = "false") boolean altMissing,
            @RequestParam(defaultValue = "NEWEST") LibraryOrder sort,
            @RequestParam(defaultValue = "1") int page,
            Model model) {
        Map<String, String> units = units(actor);
        UnitKey chosen = chosen(actor, unit, units);
        Page<Item> found =
                queries.list(
                        actor,
                        chosen,
                        new LibraryFilter(name, kind, use, findings, rightsMissing, altMissing),
                        sort,
                        Math.max(1, page),
                        SIZE);
        model.addAttribute(
                "tiles", found.items().stream().map(item -> Tile.of(item, names)).toList());
        model.addAttribute("found", found);
        model.addAttribute("units", units);
        model.addAttribute("unit", chosen.value());
        model.addAttribute("name", name);
        model.addAttribute("kind", kind);
        model.addAttribute("kinds", FileKind.values());
        model.addAttribute("use", use);
        model.addAttribute("inUse", LibraryFilter.InUse.values());
        model.addAttribute("findings", findings);
        model.addAttribute("rightsMissing", rightsMissing);
        model.addAttribute("altMissing", altMissing);
        model.addAttribute("sort", sort);
        model.addAttribute("sorts", LibraryOrder.values());
        if (actor.units().contains(chosen)) {
            model.addAttribute("room", Fullness.of(assets.room(chosen)));
        }
        if (actor.holds(Role.EDITOR, chosen)) {
            model.addAttribute("words", words.forScripts());
        }
        model.addAttribute(
                "address",
                UriComponentsBuilder.fromPath("/workbench/library")
                        .queryParam("unit", chosen.value())
                        .queryParam("name", "{name}")
                        .queryParam("kind", kind == null ? "" : kind)
                        .queryParam("use", use == null ? "" : use)
                        .queryParam("findings", findings)
                        .queryParam("rightsMissing", rightsMissing)
                        .queryParam("altMissing", altMissing)
                        .queryParam("sort", sort)
                        .encode()
                        .buildAndExpand(name)
                        .toUriString());
        return "workbench/library";
    }

    /** Without a script, all files in one request; with it, they go by resumable uploads. */
    @PostMapping("/workbench/library")
    String upload(
            Actor actor,
            @RequestParam String unit,
            @RequestParam List<MultipartFile> files,
            RedirectAttributes after) {
        List<Arrived> arrived = new ArrayList<>();
        for (MultipartFile file : files) {
            if (!Objects.requireNonNullElse(file.getOriginalFilename(), "").isEmpty()) {
                arrived.add(take(actor, new UnitKey(unit), file));
            }
        }
        after.addFlashAttribute("arrived", arrived);
        after.addAttribute("unit", unit);
        return "redirect:/workbench/library";
    }

    private Arrived take(Actor actor, UnitKey unit, MultipartFile file) {
        String name = Objects.requireNonNullElse(file.getOriginalFilename(), "");
        try {
            Digest sha256 =
                    videos.add(actor, unit, file, Duration.ZERO).map(Asset::sha256).orElse(null);
            if (sha256 == null) {
                return new Arrived(name, "CONVERTING", null, List.of());
            }
            List<Finding> findings = assets.findings(sha256);
            return new Arrived(
                    name, "FINISHED", sha256.hex(), findings.stream().map(words::of).toList());
        } catch (FileRefused | ScannerAway e) {
            return new Arrived(name, "REFUSED", null, List.of(refusals.words(e)));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("The upload broke off: " + name, e);
        }
    }

    /** Whose libraries the actor can look into, by name; the own ones first. */
    private Map<String, String> units(Actor actor) {
        Map<String, String> all = names.units();
        Map<String, String> shown = new LinkedHashMap<>();
        all.forEach(
                (key, name) -> {
                    if (actor.units().contains(new UnitKey(key))) {
                        shown.put(key, name);
                    }
                });
        all.forEach(
                (key, name) -> {
                    if (queries.mayLook(actor, new UnitKey(key))) {
                        shown.putIfAbsent(key, name);
                    }
                });
        return shown;
    }

    private static UnitKey chosen(Actor actor, String unit, Map<String, String> units) {
        if (units.isEmpty() || !unit.isEmpty() && !units.containsKey(unit)) {
            throw new NotAllowed("You see nothing of this library");
        }
        return unit.isEmpty()
                ? units.keySet().stream()
                        .map(UnitKey::new)
                        .filter(each -> actor.holds(Role.EDITOR, each))
                        .findFirst()
                        .orElseGet(() -> new UnitKey(units.keySet().iterator().next()))
                : new UnitKey(unit);
    }
}
