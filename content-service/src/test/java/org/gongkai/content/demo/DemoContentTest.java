package org.gongkai.content.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.gongkai.content.demo.DemoFiles.Document;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The demonstration campaign's files are whole and keep to demo/README.md. */
class DemoContentTest {

    private static final Set<String> KINDS =
            Set.of(
                    "article",
                    "picture-story",
                    "video",
                    "policy",
                    "interpretation",
                    "notice",
                    "page");
    private static final Pattern LINK = Pattern.compile("\\]\\(document:([^)]*)\\)");
    private static final Pattern PICTURE = Pattern.compile("!\\[([^\\]]*)\\]\\(([^ )]+)[^)]*\\)");
    private static final Pattern TELEPHONE = Pattern.compile("(?<!\\d)(?:\\d{7,8}|\\d{11})(?!\\d)");

    private static final Path ROOT = Path.of("src/main/resources/demo");

    private final DemoFiles demo = DemoFiles.read();

    @Test
    void allKindsArePresentInFortyDocumentsOrMore() {
        assertThat(demo.firstEditions()).hasSizeGreaterThanOrEqualTo(40);
        assertThat(demo.documents()).extracting(Document::kind).containsOnlyElementsOf(KINDS);
        assertThat(demo.documents()).extracting(Document::kind).containsAll(KINDS);
    }

    @Test
    void fiveDocumentsOrMoreSpeakOfOpenGovernment() {
        assertThat(demo.firstEditions())
                .filteredOn(document -> document.body().contains("政务公开"))
                .hasSizeGreaterThanOrEqualTo(5);
    }

    @Test
    void everyDocumentHasWhatItsKindNeeds() {
        for (Document document : demo.documents()) {
            assertThat(document.title()).as(document.file()).isNotBlank();
            List<String> needed = new ArrayList<>(List.of("summary", "source"));
            if (document.kind().equals("policy")) {
                needed.addAll(List.of("documentNumber", "documentDate", "issuer", "validity"));
            }
            if (document.kind().equals("interpretation")) {
                needed.addAll(List.of("interprets", "form"));
            }
            for (String field : needed) {
                assertThat(document.fields().getOrDefault(field, ""))
                        .as("%s of %s", field, document.file())
                        .isNotBlank();
            }
            String number = document.fields().getOrDefault("documentNumber", "");
            assertThat(number).as(document.file()).matches("|\\p{IsHan}+〔2020〕\\d+号");
            String date = document.fields().getOrDefault("documentDate", "");
            assertThat(date)
                    .as("a document is no younger than its text: %s", document.file())
                    .isLessThanOrEqualTo(document.written().toLocalDate().toString());
            if (document.kind().equals("video")) {
                assertThat(document.assets())
                        .as(document.file())
                        .extracting(asset -> asset.get("role"))
                        .contains("video", "poster");
            }
            assertThat(document.body().codePoints().filter(Character::isIdeographic).count())
                    .as("length of %s", document.file())
                    .isBetween(300L, 1500L);
        }
    }

    @Test
    void titlesAndIdsAreNotUsedTwice() {
        assertThat(demo.firstEditions()).extracting(Document::id).doesNotHaveDuplicates();
        assertThat(demo.firstEditions()).extracting(Document::title).doesNotHaveDuplicates();
        assertThat(demo.documents())
                .extracting(document -> document.id() + " " + document.edition())
                .doesNotHaveDuplicates();
    }

    @Test
    void sectionsUnitsAndLinksResolve() {
        Set<String> ids =
                demo.firstEditions().stream().map(Document::id).collect(Collectors.toSet());
        for (Document document : demo.documents()) {
            assertThat(demo.keysOf("sections")).as(document.file()).contains(document.section());
            assertThat(demo.keysOf("units")).as(document.file()).contains(document.unit());
            assertThat(ids).as(document.file()).contains(document.id());
            LINK.matcher(document.body())
                    .results()
                    .forEach(link -> assertThat(ids).as(document.file()).contains(link.group(1)));
        }
        assertThat(ids).contains(demo.lead());
    }

    @Test
    void anInterpretationExplainsAPolicyThatLinksBack() {
        Map<String, Document> byId =
                demo.firstEditions().stream().collect(Collectors.toMap(Document::id, d -> d));
        assertThat(demo.firstEditions())
                .filteredOn(document -> document.kind().equals("interpretation"))
                .hasSizeGreaterThanOrEqualTo(5)
                .allSatisfy(
                        document -> {
                            Document policy = byId.get(document.fields().get("interprets"));
                            assertThat(policy).as(document.file()).isNotNull();
                            assertThat(policy.kind()).as(document.file()).isEqualTo("policy");
                            assertThat(policy.body()).contains("document:" + document.id() + ")");
                            assertThat(document.body()).contains("document:" + policy.id() + ")");
                        });
    }

    @Test
    void everyAssetExistsIsSmallAndIsDescribed() throws IOException {
        for (Document document : demo.documents()) {
            Set<Object> files = new HashSet<>();
            for (Map<String, Object> asset : document.assets()) {
                Path file = ROOT.resolve(String.valueOf(asset.get("file")));
                assertThat(file).as(document.file()).isRegularFile();
                assertThat(String.valueOf(asset.getOrDefault("alt", "")))
                        .as("alternative text of %s in %s", file, document.file())
                        .isNotBlank();
                assertThat(files.add(file)).as("%s twice in %s", file, document.file()).isTrue();
            }
            PICTURE.matcher(document.body())
                    .results()
                    .forEach(
                            picture -> {
                                assertThat(picture.group(1)).as(document.file()).isNotBlank();
                                assertThat(files)
                                        .as(document.file())
                                        .contains(ROOT.resolve(picture.group(2)));
                            });
        }
        long total = 0;
        try (var paths = Files.walk(ROOT)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                long size = Files.size(path);
                assertThat(size).as("%s", path).isLessThan(limit(path));
                total += size;
            }
        }
        assertThat(total).as("bytes of the whole demonstration").isLessThan(6_000_000);
    }

    private static long limit(Path path) {
        String folder = String.valueOf(path.getName(path.getNameCount() - 2));
        return switch (folder) {
            case "attachments" -> 60_000;
            case "pictures" -> 125_000;
            case "videos" -> 410_000;
            default -> 1_000_000;
        };
    }

    @Test
    void nothingLooksLikeATelephoneNumber() throws IOException {
        try (var paths = Files.walk(ROOT)) {
            for (Path path :
                    paths.filter(p -> p.toString().matches(".*\\.(md|yaml|csv|txt)")).toList()) {
                assertThat(TELEPHONE.matcher(Files.readString(path)).results().toList())
                        .as("%s", path)
                        .isEmpty();
            }
        }
    }

    @Test
    void everyStoryGoesForwardAndNobodyActsTwiceOrOnTheirOwnWork() {
        Set<String> accounts = demo.accounts();
        for (Document document : demo.documents()) {
            OffsetDateTime last = document.written();
            if (document.submitted() != null) {
                assertThat(document.submitted()).as(document.file()).isAfter(last);
                last = document.submitted();
            }
            Map<String, String> stages = new HashMap<>();
            for (Map<String, Object> event : document.story()) {
                OffsetDateTime at = OffsetDateTime.parse(String.valueOf(event.get("at")));
                assertThat(at).as("%s of %s", event, document.file()).isAfter(last);
                last = at;
                String by = String.valueOf(event.get("by"));
                assertThat(accounts).as(document.file()).contains(by);
                if ("approve".equals(event.get("does"))) {
                    assertThat(by).as(document.file()).isNotEqualTo("editor." + document.unit());
                    String stage = String.valueOf(event.get("stage"));
                    stages.put(stage, by);
                }
            }
            assertThat(new HashSet<>(stages.values())).as(document.file()).hasSize(stages.size());
        }
    }

    @Test
    void mendsCanBeUndone() {
        for (Document document : demo.documents()) {
            for (Map<String, String> mend : document.mends()) {
                String now = String.valueOf(mend.get("now"));
                assertThat(document.body().split(Pattern.quote(now), -1))
                        .as("%s in %s", now, document.file())
                        .hasSize(2);
            }
        }
    }
}
