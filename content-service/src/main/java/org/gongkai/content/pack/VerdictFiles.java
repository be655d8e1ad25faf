package org.gongkai.content.pack;

import org.gongkai.content.breakdown.WorkbookGrid;
import org.gongkai.content.intake.TooMuchText;
import org.gongkai.content.media.BoundedReading;
import org.gongkai.content.media.FileRefused;
import org.gongkai.content.media.FileTypes;
import org.gongkai.content.media.Gate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;

/**
 * Reads the spreadsheets that come back. They come by mail from outside, so each passes the gate of
 * the media library and is read within bounds. Thread-safe.
 */
@Component
class VerdictFiles {
    static final String WORKBOOK =
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final int LARGEST = 5 << 20;

    private final Gate gate;
    private final FileTypes types;
    private final BoundedReading bounded = new BoundedReading(2, Duration.ofSeconds(20));

    VerdictFiles(Gate gate, FileTypes types) {
        this.gate = gate;
        this.types = types;
    }

    /**
     * Does something with bytes as a file, which is gone afterwards.
     *
     * @throws SheetRefused if it is larger than such a sheet can be
     */
    static <T> T within(InputStream bytes, Function<Path, T> work) {
        try {
            byte[] all = bytes.readNBytes(LARGEST + 1);
            if (all.length > LARGEST) {
                throw new SheetRefused(
                        SheetRefused.Why.TOO_LARGE,
                        "",
                        "A spreadsheet of verdicts has at most %d MB".formatted(LARGEST >> 20));
            }
            Path file = Files.createTempFile("gongkai-verdicts", ".xlsx");
            try {
                Files.write(file, all);
                return work.apply(file);
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The spreadsheet could not be read", e);
        }
    }

    /**
     * Reads a filled sheet, xlsx.
     *
     * @param name the name that the file came with
     * @throws SheetRefused if it is none
     * @throws FileRefused if it is locked, infected or could act
     * @throws org.gongkai.content.scan.ScannerAway if it cannot be judged now
     */
    VerdictSheet read(Path file, String name) {
        try {
            String mediaType = types.of(file, name);
            gate.require(file, mediaType, name);
            if (!mediaType.equals(WORKBOOK)) {
                throw unreadable(null);
            }
            return VerdictSheet.of(bounded.read(name, () -> WorkbookGrid.read(file)));
        } catch (TooMuchText e) {
            throw unreadable(e);
        } catch (FileRefused e) {
            throw switch (e.reason()) {
                case ENCRYPTED, ACTIVE, INFECTED -> e;
                default -> unreadable(e);
            };
        }
    }

    private static SheetRefused unreadable(@Nullable Exception e) {
        return new SheetRefused(
                SheetRefused.Why.UNREADABLE,
                "",
                "It cannot be read as a workbook. Save it as xlsx and send it again.",
                e);
    }
}
