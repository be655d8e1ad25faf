package org.gongkai.content.pack;

import org.gongkai.content.audit.AuditLog;
import org.gongkai.content.canonical.Digest;
import org.gongkai.content.media.Asset;
import org.gongkai.content.media.Assets;
import org.gongkai.content.people.Actor;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The filled spreadsheets as they came back, each kept under its digest, so that it can be shown
 * what a verdict rests on. An erasure takes them with their pack. Thread-safe.
 */
@Service
public class Sheets {
    private static final String NAME = "预审意见表.xlsx";

    private final VerdictFiles files;
    private final Packs packs;
    private final PackRows rows;
    private final Assets assets;
    private final AuditLog audit;
    private final Clock clock;

    Sheets(
            VerdictFiles files,
            Packs packs,
            PackRows rows,
            Assets assets,
            AuditLog audit,
            Clock clock) {
        this.files = files;
        this.packs = packs;
        this.rows = rows;
        this.assets = assets;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Keeps a sheet; the same again is the same.
     *
     * @throws SheetRefused if the pack was erased
     */
    Digest keep(Actor by, Pack pack, Path file) {
        return assets.keepMade(by, file, VerdictFiles.WORKBOOK, asset -> record(by, pack, asset))
                .sha256();
    }

    private void record(Actor by, Pack pack, Asset asset) {
        if (rows.sheet(pack, asset.sha256(), by, clock.instant())) {
            audit.append(
                    AuditLog.SYSTEM,
                    by.account(),
                    "pack-sheet",
                    Map.of(
                            "pack", pack.id().toString(),
                            "number", pack.number(),
                            "sha256", asset.sha256().hex()));
        }
    }

    /**
     * Reads one that came to the pack.
     *
     * @throws SheetRefused if none with this digest did, or it was erased
     */
    VerdictSheet read(Pack pack, Digest sha256) {
        Resource kept =
                open(pack, sha256)
                        .orElseThrow(
                                () ->
                                        new SheetRefused(
                                                SheetRefused.Why.NOT_KEPT,
                                                "",
                                                "No sheet %s came to pack %d, or it was erased. Send its file."
                                                        .formatted(sha256, pack.number())));
        try (InputStream in = kept.getInputStream()) {
            return VerdictFiles.within(in, file -> files.read(file, NAME));
        } catch (IOException e) {
            throw new UncheckedIOException("Sheet %s could not be read".formatted(sha256), e);
        }
    }

    /**
     * Those that came to a pack, the newest first.
     *
     * @throws NoSuchPack if there is no such pack
     */
    @Transactional(readOnly = true)
    public List<Pack.Sheet> all(Actor actor, UUID pack) {
        return rows.sheets(packs.find(actor, pack));
    }

    /**
     * The file of one.
     *
     * @throws NoSuchPack if there is no such pack, none with this digest came to it, or it was
     *     erased
     */
    @Transactional(readOnly = true)
    public Resource open(Actor actor, UUID pack, Digest sha256) {
        return open(packs.find(actor, pack), sha256).orElseThrow(() -> new NoSuchPack(pack));
    }

    private Optional<Resource> open(Pack pack, Digest sha256) {
        return rows.sheets(pack).stream()
                .filter(sheet -> sheet.kept() && sheet.sha256().equals(sha256))
                .findFirst()
                .flatMap(sheet -> assets.open(sha256));
    }
}
