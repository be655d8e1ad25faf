package org.gongkai.content.intake;

import org.gongkai.content.html.BodyRefused;
import org.gongkai.content.html.BodySanitizer;
import org.gongkai.content.html.CleanBody;
import org.gongkai.content.html.PlainText;
import org.gongkai.content.html.TitleText;
import org.gongkai.content.media.BoundedReading;
import org.gongkai.content.media.FileRefused;
import org.gongkai.content.media.FileTypes;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Turns a file into a proposal for a draft: its format by its bytes, its title, date, number and
 * issuer from its name, front matter and opening lines, its body sanitised. Thread-safe; bounded in
 * time and size, whatever the file is made to do.
 */
@Component
class DocumentImporter {
    private static final String PASTED = "What was pasted";

    private final FileTypes types;
    private final BodySanitizer sanitizer = new BodySanitizer();
    private final OfficeReader office = new OfficeReader();
    private final IntakeSettings settings;
    private final BoundedReading bounded;

    DocumentImporter(FileTypes types, IntakeSettings settings) {
        this.types = types;
        this.settings = settings;
        this.bounded = new BoundedReading(settings.atOnce(), settings.timeout());
    }

    /**
     * Reads a file.
     *
     * @param name the file's own name, without directories
     * @param pictures an empty directory for the pictures inside; the caller removes it
     * @throws FileRefused naming the file, the reason and the remedy
     */
    Proposal read(Path file, String name, Path pictures) {
        refuseBySize(file, name);
        return bounded.read(name, () -> propose(extract(file, name, pictures), name));
    }

    /**
     * Reads what was pasted. Its title is proposed and stays in the body, because where it is
     * pasted there may be one.
     *
     * @param pictures an empty directory for the pictures inside; the caller removes it
     * @throws FileRefused with the reason and the remedy
     */
    Proposal paste(String html, Path pictures) {
        if (html.length() > settings.largestText().toBytes()) {
            throw new FileRefused(
                    FileRefused.Reason.TOO_LARGE,
                    "%s is text of more than %d MB. Paste it in parts."
                            .formatted(PASTED, settings.largestText().toMegabytes()));
        }
        return bounded.read(
                PASTED,
                () -> {
                    Extracted extracted = HtmlReader.read(html, new PictureFiles(pictures));
                    Proposal proposal = propose(extracted, PASTED);
                    CleanBody whole = sanitize(extracted.html(), PASTED);
                    return proposal.withBody(whole.html());
                });
    }

    private void refuseBySize(Path file, String name) {
        long size;
        try {
            size = Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (size == 0) {
            throw new FileRefused(
                    FileRefused.Reason.EMPTY,
                    "“%s” is empty. Send the file again.".formatted(name));
        }
        if (size > settings.largest().toBytes()) {
            throw new FileRefused(
                    FileRefused.Reason.TOO_LARGE,
                    "“%s” is larger than %d MB. Split it, or attach it to an article."
                            .formatted(name, settings.largest().toMegabytes()));
        }
    }

    private Extracted extract(Path file, String name, Path pictures) {
        String mediaType = types.of(file, name);
        return switch (mediaType) {
            case "text/markdown", "text/x-web-markdown" -> MarkdownReader.read(text(file, name));
            case "text/html", "application/xhtml+xml" ->
                    HtmlReader.read(text(file, name), new PictureFiles(pictures));
            case "text/plain" -> TextReader.read(text(file, name));
            case "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                    "application/msword",
                    "application/rtf",
                    "application/vnd.oasis.opendocument.text",
                    "application/pdf" ->
                    office.read(file, name, mediaType, pictures);
            default ->
                    throw new FileRefused(
                            FileRefused.Reason.UNSUPPORTED,
                            "“%s” is %s, from which no article can be made. Send it as docx, PDF, HTML, Markdown or text, or attach it to an article."
                                    .formatted(name, mediaType));
        };
    }

    private String text(Path file, String name) {
        try {
            if (Files.size(file) > settings.largestText().toBytes()) {
                throw new FileRefused(
                        FileRefused.Reason.TOO_LARGE,
                        "“%s” is text of more than %d MB. Split it, or attach it to an article."
                                .formatted(name, settings.largestText().toMegabytes()));
            }
            return TextDecoding.decode(Files.readAllBytes(file), name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Proposal propose(Extracted extracted, String name) {
        Document page = Jsoup.parseBodyFragment(extracted.html());
        page.outputSettings().prettyPrint(false);
        String whole = page.body().html();
        CleanBody clean = sanitize(whole, name);
        List<String> lines = lines(clean.html());
        if (lines.isEmpty() && extracted.pictures().isEmpty()) {
            throw new FileRefused(
                    FileRefused.Reason.NO_TEXT,
                    "“%s” holds no text that can be read. If it is a scan, run character recognition over it, or attach it to an article."
                            .formatted(name));
        }
        Element heading = page.selectFirst("h1");
        Opening opening = Opening.of(lines);
        String stem = stem(name);
        String title =
                firstOf(
                        extracted.about().get("title"),
                        heading == null ? null : heading.text(),
                        opening.title(),
                        extracted.title(),
                        Opening.withoutDay(stem));
        removeTitle(page, heading, opening, title);
        String rest = page.body().html();
        CleanBody body = rest.equals(whole) ? clean : sanitize(rest, name);
        List<String> warnings = new ArrayList<>(extracted.warnings());
        body.dropped()
                .forEach(
                        (element, count) ->
                                warnings.add(
                                        "%d × %s in it cannot be taken over and was left out."
                                                .formatted(count, element)));
        return new Proposal(
                title,
                body.html(),
                date(extracted, stem, opening),
                firstOrNull(extracted.about().get("documentnumber"), opening.documentNumber()),
                firstOrNull(extracted.about().get("issuer"), opening.issuer()),
                extracted.about(),
                extracted.tags(),
                extracted.pictures(),
                warnings);
    }

    private CleanBody sanitize(String html, String name) {
        try {
            return sanitizer.clean(html);
        } catch (BodyRefused e) {
            throw new FileRefused(
                    FileRefused.Reason.TOO_COMPLEX, "“%s”: %s".formatted(name, e.getMessage()));
        }
    }

    /** What became the title is not said again in the body. */
    private static void removeTitle(
            Document page, @Nullable Element heading, Opening opening, String title) {
        if (heading != null && TitleText.shortened(heading.text()).equals(title)) {
            heading.remove();
            return;
        }
        if (title.equals(opening.title())) {
            int left = opening.titleLines();
            for (Element block : page.body().select("p, h1, h2, h3, h4, h5, h6")) {
                if (left == 0) {
                    return;
                }
                String text = TitleText.of(block.text());
                if (!text.isEmpty()) {
                    left--;
                    if (title.endsWith(text) || title.startsWith(text)) {
                        block.remove();
                    }
                }
            }
        }
    }

    private static @Nullable LocalDate date(Extracted extracted, String stem, Opening opening) {
        for (String key : List.of("documentdate", "date")) {
            Optional<LocalDate> written =
                    Optional.ofNullable(extracted.about().get(key)).flatMap(Opening::written);
            if (written.isPresent()) {
                return written.get();
            }
        }
        return Opening.dayOf(stem).orElse(opening.date());
    }

    private static List<String> lines(String body) {
        return PlainText.of(body)
                .lines()
                .map(TitleText::of)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private static String stem(String name) {
        String extension = FileTypes.extension(name);
        String stem = TitleText.of(name.substring(0, name.length() - extension.length()));
        return stem.isEmpty() ? name : stem;
    }

    private static String firstOf(@Nullable String... candidates) {
        for (String candidate : candidates) {
            if (candidate != null && !TitleText.of(candidate).isEmpty()) {
                return TitleText.shortened(candidate);
            }
        }
        return "无题";
    }

    private static @Nullable String firstOrNull(@Nullable String one, @Nullable String other) {
        return one == null || one.isBlank() ? other : Objects.requireNonNull(one).strip();
    }
}
