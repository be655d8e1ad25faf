package org.gongkai.content.workbench;

import org.gongkai.content.canonical.Digest;
import org.gongkai.content.document.AssetUse;
import org.gongkai.content.library.FileKind;
import org.gongkai.content.library.Item;
import org.gongkai.content.library.LibraryFilter;
import org.gongkai.content.library.LibraryOrder;
import org.gongkai.content.library.LibraryQueries;
import org.gongkai.content.media.Assets;
import org.gongkai.content.media.Film;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.UnitKey;
import org.springframework.stereotype.Component;

import java.util.List;

/** The newest files of a unit's library, to be picked for what is written. */
@Component
class Shelf {
    private static final int NEWEST = 30;
    private static final int CENTRE = 500;

    private final LibraryQueries queries;
    private final Assets assets;
    private final Names names;

    Shelf(LibraryQueries queries, Assets assets, Names names) {
        this.queries = queries;
        this.assets = assets;
        this.names = names;
    }

    /** Those that the form does not use yet. */
    List<Tile> newest(Actor actor, String unit, DraftForm form) {
        return unit.isEmpty()
                ? List.of()
                : queries
                        .list(
                                actor,
                                new UnitKey(unit),
                                LibraryFilter.ALL,
                                LibraryOrder.NEWEST,
                                1,
                                NEWEST)
                        .items()
                        .stream()
                        .map(item -> Tile.of(item, names))
                        .filter(tile -> !uses(form, tile.sha256()))
                        .toList();
    }

    /** The form with these files, each with what the library says of it. */
    DraftForm into(Actor actor, UnitKey unit, DraftForm form, List<String> picked) {
        DraftForm filled = form;
        for (String sha256 : picked) {
            Item item = queries.find(actor, unit, new Digest(sha256)).orElse(null);
            if (item != null && !uses(filled, sha256)) {
                filled = withPoster(item.asset().sha256(), filled.with(use(item, filled)));
            }
        }
        return filled;
    }

    /** With the picture that was taken out of a video, unless the form has another. */
    DraftForm withPoster(Digest video, DraftForm form) {
        String role = AssetUse.Role.POSTER.name();
        Digest poster = assets.film(video).map(Film::poster).orElse(null);
        return poster == null || form.assets().stream().anyMatch(use -> use.role().equals(role))
                ? form
                : form.with(
                        new DraftForm.Use(
                                poster.hex(), role, "", "image/jpeg", "", "", CENTRE, CENTRE));
    }

    /** What was typed, or what the library says if nothing was. */
    String altFor(Actor actor, UnitKey unit, Digest sha256, String typed) {
        return typed.isBlank()
                ? queries.find(actor, unit, sha256).map(item -> item.about().alt()).orElse("")
                : typed.strip();
    }

    private static DraftForm.Use use(Item item, DraftForm form) {
        return new DraftForm.Use(
                item.asset().sha256().hex(),
                role(item, form).name(),
                item.fileName(),
                item.asset().mediaType(),
                item.about().alt(),
                "",
                CENTRE,
                CENTRE);
    }

    private static AssetUse.Role role(Item item, DraftForm form) {
        return switch (FileKind.of(item.asset().mediaType())) {
            case PICTURE ->
                    form.assets().stream().anyMatch(use -> use.role().equals("LEAD"))
                            ? AssetUse.Role.INLINE
                            : AssetUse.Role.LEAD;
            case VIDEO -> AssetUse.Role.VIDEO;
            case DOCUMENT, OTHER -> AssetUse.Role.ATTACHMENT;
        };
    }

    private static boolean uses(DraftForm form, String sha256) {
        return form.assets().stream().anyMatch(use -> use.sha256().equals(sha256));
    }
}
