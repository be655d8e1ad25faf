package org.gongkai.content.breakdown;

import org.gongkai.content.assignment.Rights;
import org.gongkai.content.campaign.Campaigns;
import org.gongkai.content.intake.TextDecoding;
import org.gongkai.content.intake.TooMuchText;
import org.gongkai.content.media.BoundedReading;
import org.gongkai.content.media.FileRefused;
import org.gongkai.content.media.FileTypes;
import org.gongkai.content.media.Gate;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.NotAllowed;
import org.gongkai.content.people.Units;
import org.springframework.stereotype.Service;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;

import javax.xml.stream.XMLStreamException;

/**
 * Reads the files in which a task breakdown comes: docx, xlsx, csv, text with tabs. Each may be
 * hostile, so it passes the gate of the media library and is read within bounds; nothing of it is
 * kept. Thread-safe.
 */
@Service
public class BreakdownFiles {
    /**
     * The form in which they are looked over takes so many; see server.tomcat.max-parameter-count.
     */
    static final int MOST_ROWS = 200;

    private static final long LARGEST = 10L << 20;
    private static final String WORD =
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    private static final String WORKBOOK =
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final Gate gate;
    private final FileTypes types;
    private final Units units;
    private final Campaigns campaigns;
    private final Clock clock;
    private final BoundedReading bounded = new BoundedReading(2, Duration.ofSeconds(20));

    BreakdownFiles(Gate gate, FileTypes types, Units units, Campaigns campaigns, Clock clock) {
        this.gate = gate;
        this.types = types;
        this.units = units;
        this.campaigns = campaigns;
        this.clock = clock;
    }

    /**
     * Reads a table for a campaign; nothing is saved.
     *
     * @param name the name that the file came with
     * @throws NotAllowed unless the actor is an office reviewer
     * @throws FileRefused if it is no such table, naming the reason and the remedy
     */
    public Reading read(Actor actor, String campaign, String name, InputStream bytes) {
        if (!Rights.handsDown(actor)) {
            throw new NotAllowed(
                    "Reading a breakdown is for office reviewers; %s is none"
                            .formatted(actor.account()));
        }
        WrittenDates.Window window =
                WrittenDates.Window.of(campaigns.get(campaign), clock.getZone());
        Grid grid = grid(name, bytes);
        if (grid.rows().size() > MOST_ROWS) {
            throw new FileRefused(
                    FileRefused.Reason.TOO_COMPLEX,
                    "“%s” has more than %d rows. Send the table alone.".formatted(name, MOST_ROWS),
                    "“%s”超过 %d 行，请只上传任务分解表本身。".formatted(name, MOST_ROWS));
        }
        try {
            return new TableParser(units.all(), window)
                    .read(grid)
                    .filter(reading -> !reading.rows().isEmpty())
                    .orElseThrow(() -> noTable(name));
        } catch (TableParser.TooLong e) {
            throw new FileRefused(
                    FileRefused.Reason.TOO_COMPLEX,
                    "“%s”: %s. Nothing is cut; shorten it.".formatted(name, e.getMessage()),
                    "“%s”第 %d 行有单元格超过 %d 字，系统不会截断，请先缩短。".formatted(name, e.line(), e.most()));
        }
    }

    private Grid grid(String name, InputStream bytes) {
        try {
            Path file = Files.createTempFile("gongkai-breakdown", "");
            try {
                spool(name, bytes, file);
                String mediaType = types.of(file, name);
                gate.require(file, mediaType, name);
                return bounded.read(name, () -> grid(name, mediaType, file));
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("“%s” could not be read".formatted(name), e);
        }
    }

    private static void spool(String name, InputStream bytes, Path file) throws IOException {
        byte[] all = bytes.readNBytes((int) LARGEST + 1);
        if (all.length == 0) {
            throw new FileRefused(
                    FileRefused.Reason.EMPTY, "“%s” is empty. Send it again.".formatted(name));
        }
        if (all.length > LARGEST) {
            throw new FileRefused(
                    FileRefused.Reason.TOO_LARGE,
                    "“%s” is larger than %d MB. Send the table alone."
                            .formatted(name, LARGEST >> 20),
                    "“%s”超过 %d MB，请只上传任务分解表本身。".formatted(name, LARGEST >> 20));
        }
        Files.write(file, all);
    }

    private static Grid grid(String name, String mediaType, Path file) throws IOException {
        try {
            if (mediaType.equals(WORD)) {
                return WordGrid.read(file);
            }
            if (mediaType.equals(WORKBOOK)) {
                return WorkbookGrid.read(file);
            }
            if (mediaType.startsWith("text/") && !mediaType.equals("text/html")) {
                return TextGrid.read(TextDecoding.decode(Files.readAllBytes(file), name));
            }
        } catch (TooMuchText e) {
            throw new FileRefused(
                    FileRefused.Reason.TOO_COMPLEX,
                    "“%s” holds far more text than such a table. Send the table alone."
                            .formatted(name),
                    "“%s”的文字远多于一张任务分解表，请只上传表格本身。".formatted(name));
        } catch (XMLStreamException | IOException e) {
            throw new FileRefused(
                    FileRefused.Reason.UNREADABLE,
                    "“%s” is damaged. Open it in the program that made it and save it again."
                            .formatted(name));
        }
        throw new FileRefused(
                FileRefused.Reason.UNSUPPORTED,
                "“%s” is %s. A breakdown is read from docx, xlsx, csv, or text with tabs; save it as one of these."
                        .formatted(name, mediaType),
                "“%s”不是 docx、xlsx、csv 或制表符分隔的文本（%s），请另存为其中一种。".formatted(name, extension(name)));
    }

    private static String extension(String name) {
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    private static FileRefused noTable(String name) {
        return new FileRefused(
                FileRefused.Reason.NO_TEXT,
                "“%s” has no table whose headings name tasks, units and dates (任务, 责任单位, 完成时间). Give the columns these headings."
                        .formatted(name),
                "“%s”里没有找到任务分解表：表头至少要有“任务”“责任单位”“完成时间”中的三列及以上（可含“序号”“发布途径”）。".formatted(name));
    }
}
