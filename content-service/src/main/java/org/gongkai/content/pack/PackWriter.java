package org.gongkai.content.pack;

import org.gongkai.content.document.AssetUse;
import org.gongkai.content.document.CanonicalForm;
import org.gongkai.content.document.Content;
import org.gongkai.content.document.Revisions;
import org.gongkai.content.kind.Kinds;
import org.gongkai.content.media.Assets;
import org.gongkai.content.paper.NoPdf;
import org.gongkai.content.paper.Paper;
import org.gongkai.content.paper.Papers;
import org.gongkai.content.papertrail.Checks;
import org.gongkai.content.people.Unit;
import org.gongkai.content.people.Units;
import org.gongkai.content.publishing.DraftPages;
import org.gongkai.content.site.SiteRevisions;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Writes the file of a pack: an index, each item as its page would appear with its files and the
 * bytes that its digest names, what to sign, what to fill in, and the digest of every file. It is
 * in Chinese, and opens from a directory without a network. Thread-safe.
 */
@Component
class PackWriter {
    private static final Logger log = LoggerFactory.getLogger(PackWriter.class);
    private static final Locale LANGUAGE = Locale.SIMPLIFIED_CHINESE;
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("yyyy年M月d日 HH:mm");
    private static final String LIST = "送审目录";
    private static final String SIGNING = "送审表";
    private static final String VERDICTS = "预审意见表.xlsx";
    private static final int LONGEST_TITLE = 40;
    private static final int LONGEST_FILE = 60;

    private final Revisions revisions;
    private final DraftPages pages;
    private final Checks checks;
    private final Assets assets;
    private final Papers papers;
    private final Units units;
    private final Kinds kinds;
    private final SiteRevisions site;
    private final SpringTemplateEngine templates;
    private final Clock clock;

    PackWriter(
            Revisions revisions,
            DraftPages pages,
            Checks checks,
            Assets assets,
            Papers papers,
            Units units,
            Kinds kinds,
            SiteRevisions site,
            SpringTemplateEngine templates,
            Clock clock) {
        this.revisions = revisions;
        this.pages = pages;
        this.checks = checks;
        this.assets = assets;
        this.papers = papers;
        this.units = units;
        this.kinds = kinds;
        this.site = site;
        this.templates = templates;
        this.clock = clock;
    }

    /** An item with its place in the pack. */
    private record Placed(
            Pack.Item item,
            Content content,
            String directory,
            String unit,
            String section,
            Map<AssetUse, String> files) {

        String page() {
            return directory + "index.html";
        }
    }

    /** An item as the index shows it. */
    record Entry(
            int number,
            String title,
            String page,
            String kind,
            String unit,
            String section,
            String digest,
            String content,
            List<FileLink> files,
            List<Checks.Line> checks) {}

    /** A file with its address from the index. */
    record FileLink(String name, String address) {}

    /**
     * Writes it whole.
     *
     * @param campaign its title; null if the pack is for no campaign
     * @return whether the lists are in it as PDF, too
     * @throws PackRefused if nobody has approved the words of the site, or a document was erased
     */
    boolean write(Pack pack, @Nullable String campaign, Path file) throws IOException {
        List<Placed> items = place(pack);
        try (PackZip zip = new PackZip(Files.newOutputStream(file))) {
            ThemeFiles theme = new ThemeFiles(pages, zip);
            List<Entry> entries = new ArrayList<>();
            for (Placed item : items) {
                entries.add(item(item, zip, theme));
            }
            List<FileLink> sheets = sheets(pack, about(pack, campaign), items, zip);
            zip.put("index.html", index(pack, campaign, entries, sheets));
            try (InputStream style =
                    Objects.requireNonNull(
                            PackWriter.class.getResourceAsStream("/pack/pack.css"))) {
                zip.put("theme/pack.css", style);
            }
            zip.end();
            return sheets.stream().anyMatch(sheet -> sheet.name().endsWith(".pdf"));
        }
    }

    private List<Placed> place(Pack pack) {
        Map<String, String> unitNames =
                units.all().stream()
                        .collect(Collectors.toMap(unit -> unit.key().value(), Unit::name));
        Map<String, String> sectionNames = site.sectionNames();
        int width = Integer.toString(pack.items().size()).length();
        List<Placed> placed = new ArrayList<>();
        for (Pack.Item item : pack.items()) {
            Content content =
                    revisions
                            .content(item.digest())
                            .orElseThrow(
                                    () ->
                                            new PackRefused(
                                                    PackRefused.Why.ERASED,
                                                    "Document %s was erased; make the pack again"
                                                            .formatted(item.document())));
            String number = ("%0" + width + "d").formatted(item.number());
            SafeName names = new SafeName();
            Map<AssetUse, String> files = new LinkedHashMap<>();
            content.assets()
                    .forEach(use -> files.put(use, "附件/" + names.of(use.fileName(), LONGEST_FILE)));
            placed.add(
                    new Placed(
                            item,
                            content,
                            "稿件/%s/"
                                    .formatted(
                                            SafeName.safe(
                                                    number + " " + content.title(), LONGEST_TITLE)),
                            unitNames.getOrDefault(content.unit().value(), content.unit().value()),
                            sectionNames.getOrDefault(content.section(), content.section()),
                            files));
        }
        return placed;
    }

    private Entry item(Placed item, PackZip zip, ThemeFiles theme) throws IOException {
        Content content = item.content();
        DraftPages.Page shown =
                pages.page(item.item().document(), content, ItemPage.FILES)
                        .orElseThrow(
                                () ->
                                        new PackRefused(
                                                PackRefused.Why.NO_SITE,
                                                "Nobody has approved the words of the site yet, so"
                                                        + " there are no pages to show"));
        Map<String, String> files = new HashMap<>();
        item.files().forEach((use, name) -> files.putIfAbsent(use.sha256().hex(), name));
        ItemPage page = new ItemPage(files);
        zip.put(item.page(), page.of(shown.html(), "送审稿，不是公开页面。", "返回送审目录"));
        theme.put(page.theme());
        zip.put(item.directory() + "内容.json", CanonicalForm.of(content).bytes());
        List<FileLink> links = new ArrayList<>();
        for (Map.Entry<AssetUse, String> file : item.files().entrySet()) {
            String name = item.directory() + file.getValue();
            Resource bytes =
                    assets.open(file.getKey().sha256())
                            .orElseThrow(
                                    () ->
                                            new NoSuchFileException(
                                                    "asset " + file.getKey().sha256()));
            try (InputStream in = bytes.getInputStream()) {
                zip.put(name, in);
            }
            links.add(new FileLink(file.getKey().fileName(), encoded(name)));
        }
        return new Entry(
                item.item().number(),
                content.title(),
                encoded(item.page()),
                kinds.label(content.kind()).in(LANGUAGE),
                item.unit(),
                item.section(),
                item.item().digest().hex(),
                encoded(item.directory() + "内容.json"),
                links,
                checks.of(content, shown));
    }

    /** What is signed and what is filled in. */
    private List<FileLink> sheets(Pack pack, String about, List<Placed> items, PackZip zip)
            throws IOException {
        Map<String, Object> values =
                Map.of(
                        "about",
                        about,
                        "count",
                        Integer.toString(items.size()),
                        "items",
                        items.stream().map(PackWriter::row).toList());
        List<Paper> made =
                List.of(
                        papers.fill("pack-list", LIST, values, pack.madeAt()),
                        papers.fill("pack-signing", SIGNING, values, pack.madeAt()));
        List<byte[]> printed = printed(made);
        List<FileLink> links = new ArrayList<>();
        for (int i = 0; i < made.size(); i++) {
            put(made.get(i).name() + ".docx", made.get(i).docx(), zip, links);
            if (!printed.isEmpty()) {
                put(made.get(i).name() + ".pdf", printed.get(i), zip, links);
            }
        }
        List<VerdictSheet.Asked> asked =
                items.stream()
                        .map(
                                item ->
                                        new VerdictSheet.Asked(
                                                item.item().number(),
                                                item.content().title(),
                                                item.unit(),
                                                item.item().digest().hex()))
                        .toList();
        put(VERDICTS, VerdictSheet.empty(pack, asked), zip, links);
        return links;
    }

    /**
     * As PDF; nothing where there is no LibreOffice, or it fails, because docx is all they need.
     */
    private List<byte[]> printed(List<Paper> made) {
        if (!papers.pdf()) {
            return List.of();
        }
        try {
            return papers.pdf(made);
        } catch (NoPdf e) {
            log.warn("A pack goes without PDF", e);
            return List.of();
        }
    }

    private static void put(String name, byte[] bytes, PackZip zip, List<FileLink> links)
            throws IOException {
        zip.put(name, bytes);
        links.add(new FileLink(name, encoded(name)));
    }

    private static Map<String, String> row(Placed item) {
        String digest = item.item().digest().hex();
        return Map.of(
                "number", Integer.toString(item.item().number()),
                "title", item.content().title(),
                "unit", item.unit(),
                "section", item.section(),
                "files", Integer.toString(item.files().size()),
                "digest", digest.substring(0, 32) + "\n" + digest.substring(32));
    }

    private byte[] index(
            Pack pack, @Nullable String campaign, List<Entry> entries, List<FileLink> sheets) {
        Context words = new Context(LANGUAGE);
        words.setVariable("number", pack.number());
        words.setVariable("campaign", campaign);
        words.setVariable("madeBy", pack.madeBy());
        words.setVariable("madeAt", time(pack));
        words.setVariable("id", pack.id());
        words.setVariable("entries", entries);
        words.setVariable("sheets", sheets);
        words.setVariable("verdicts", VERDICTS);
        words.setVariable(
                "printed", sheets.stream().anyMatch(sheet -> sheet.name().endsWith(".pdf")));
        words.setVariable("sums", PackZip.SUMS);
        return templates.process("pack/index", words).getBytes(StandardCharsets.UTF_8);
    }

    private String about(Pack pack, @Nullable String campaign) {
        return "%s送审包第 %d 号　%s"
                .formatted(campaign == null ? "" : campaign + "　", pack.number(), time(pack));
    }

    private String time(Pack pack) {
        return MINUTES.withZone(clock.getZone()).format(pack.madeAt());
    }

    private static String encoded(String name) {
        return UriUtils.encodePath(name, StandardCharsets.UTF_8);
    }
}
