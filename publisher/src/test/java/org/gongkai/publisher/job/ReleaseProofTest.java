package org.gongkai.publisher.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import org.assertj.core.groups.Tuple;
import org.gongkai.publisher.InMemoryContent;
import org.gongkai.publisher.InMemoryContent.Draft;
import org.gongkai.publisher.InMemoryIndex;
import org.gongkai.publisher.InMemoryLedger;
import org.gongkai.publisher.LiveEdition;
import org.gongkai.publisher.NothingToPublish;
import org.gongkai.publisher.ProofFinding;
import org.gongkai.publisher.ProofFinding.Kind;
import org.gongkai.publisher.ProofReport;
import org.gongkai.publisher.PublicRecord;
import org.gongkai.publisher.ReleaseFailed;
import org.gongkai.publisher.ReleaseOutcome;
import org.gongkai.publisher.ReleaseRequest;
import org.gongkai.publisher.Sha256;
import org.gongkai.publisher.Withdrawal;
import org.gongkai.publisher.kind.DocumentKinds;
import org.gongkai.publisher.output.Manifest;
import org.gongkai.publisher.output.Manifest.Entry;
import org.gongkai.publisher.output.ManifestDraft;
import org.gongkai.publisher.output.ReleasePack;
import org.gongkai.publisher.render.SiteIdentity;
import org.gongkai.publisher.render.ThemeRenderer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A verification names whatever is not as it was approved, and nothing else. */
class ReleaseProofTest {
    private static final DocumentKinds KINDS =
            DocumentKinds.read(ReleaseProofTest.class.getClassLoader());

    private final SteppingClock clock = new SteppingClock();
    private final InMemoryContent content = new InMemoryContent();
    private final InMemoryLedger ledger = new InMemoryLedger(content, clock);
    private final Draft bus = InMemoryContent.draft("公交");
    private final Draft dogs = InMemoryContent.draft("养犬");
    private final Draft old = InMemoryContent.draft("旧闻");
    private final Path directory;
    private final Path tree;
    private Rig rig;

    ReleaseProofTest(@TempDir Path directory) {
        this.directory = directory;
        this.tree = directory.resolve("site/current");
        rig = open("https://www.example.org");
    }

    private Rig open(String origin) {
        return new Rig(
                directory,
                content,
                ledger,
                new InMemoryIndex(),
                new ThemeRenderer(SiteIdentity.unconfigured(origin, false), KINDS),
                clock,
                Rig.inMemory(),
                (step, done) -> {});
    }

    @BeforeEach
    void twoReleases() {
        Sha256 table = content.asset("表".repeat(2000).getBytes(StandardCharsets.UTF_8));
        content.approve(bus.using(table, "ATTACHMENT", "text/plain", "表.txt", "表"));
        content.approve(old);
        rig.job.release("tester");
        content.approve(dogs);
        content.withdraw(old.document(), old.path(), clock.instant());
        rig.job.release("tester");
    }

    private ProofReport verify() {
        return rig.proof(content).verify(false, false);
    }

    private ProofReport repair() {
        return rig.proof(content).verify(true, false);
    }

    private static Tuple[] found(List<ProofFinding> findings) {
        return findings.stream()
                .map(finding -> tuple(finding.kind(), finding.subject()))
                .toArray(Tuple[]::new);
    }

    @Test
    void whatIsInOrderIsInOrderAndEveryPageCanBeMadeAgain() {
        ProofReport report = rig.proof(content).verify(true, true);

        assertThat(report.findings()).isEmpty();
        assertThat(report.repaired()).isEmpty();
        assertThat(report.inOrder()).isTrue();
        assertThat(report.release()).isEqualTo(2);
        assertThat(report.root()).isEqualTo(rig.shown().root());
        assertThat(report.files()).isEqualTo(rig.shown().entries().size());
        assertThat(report.documents()).isEqualTo(2);
        assertThat(report.rendered()).isGreaterThan(10);
    }

    @Test
    void everyTamperedMissingAndExtraFileIsNamedAndRestored() throws IOException {
        Map<String, String> before = everything();
        Path home = tree.resolve("index.html");
        Path page = tree.resolve(bus.path().substring(1) + "index.html");
        Path other = tree.resolve(dogs.path().substring(1) + "index.html");
        Path gone = tree.resolve(".gone" + old.path() + "index.html");
        append(home, " ");
        Files.write(gz(home), Files.readAllBytes(gz(page)));
        swap(page, other);
        append(gone, "<script>");
        Files.delete(tree.resolve("404.html"));
        Files.delete(tree.resolve("sitemap.xml"));
        Files.createDirectory(tree.resolve("sitemap.xml"));
        Files.writeString(tree.resolve("sitemap.xml/x.html"), "x");
        Files.writeString(tree.resolve("news/casino.html"), "赌");
        Files.writeString(tree.resolve("robots.txt.gz"), "zip");
        Files.createSymbolicLink(tree.resolve("etc"), Path.of("/etc"));
        Files.createDirectory(tree.resolve("empty"));
        Files.writeString(tree.resolve("release.json"), "{}");

        Tuple[] expected = {
            tuple(Kind.TAMPERED, "/.gone" + old.path() + "index.html"),
            tuple(Kind.TAMPERED, "/index.html"),
            tuple(Kind.TAMPERED, "/index.html.gz"),
            tuple(Kind.TAMPERED, bus.path() + "index.html"),
            tuple(Kind.TAMPERED, dogs.path() + "index.html"),
            tuple(Kind.TAMPERED, "/release.json"),
            tuple(Kind.TAMPERED, "/sitemap.xml"),
            tuple(Kind.MISSING, "/404.html"),
            tuple(Kind.EXTRA, "/empty"),
            tuple(Kind.EXTRA, "/etc"),
            tuple(Kind.EXTRA, "/news/casino.html"),
            tuple(Kind.EXTRA, "/robots.txt.gz"),
            tuple(Kind.EXTRA, "/sitemap.xml/x.html")
        };
        ProofReport damaged = verify();
        assertThat(found(damaged.findings())).containsExactlyInAnyOrder(expected);
        assertThat(damaged.found()).isEqualTo(expected.length);
        assertThat(damaged.inOrder()).isFalse();
        assertThat(damaged.findings().getFirst().line())
                .startsWith("TAMPERED /")
                .contains("expected ", "found ");

        ProofReport repaired = repair();

        assertThat(repaired.findings()).isEmpty();
        assertThat(repaired.inOrder()).isTrue();
        assertThat(found(repaired.repaired()))
                .contains(
                        tuple(Kind.TAMPERED, "/index.html"),
                        tuple(Kind.TAMPERED, "/index.html.gz"),
                        tuple(Kind.MISSING, "/404.html"),
                        tuple(Kind.EXTRA, "/etc"));
        assertThat(repaired.mended()).isEqualTo(expected.length);
        assertThat(everything()).isEqualTo(before);
        assertThat(Path.of("/etc/passwd")).exists();
    }

    @Test
    void whatStandsBehindALinkIsNeitherBelievedNorTouched(@TempDir Path elsewhere)
            throws IOException {
        Map<String, String> before = everything();
        Path news = tree.resolve("news");
        Path moved = elsewhere.resolve("news");
        copy(news, moved);
        delete(news);
        Files.createSymbolicLink(news, moved);
        Path page = moved.resolve(bus.path().substring("/news/".length()) + "index.html");
        Files.writeString(page, "换了");

        assertThat(found(verify().findings()))
                .contains(
                        tuple(Kind.EXTRA, "/news"),
                        tuple(Kind.TAMPERED, bus.path() + "index.html"),
                        tuple(Kind.TAMPERED, dogs.path() + "index.html"));

        assertThat(repair().findings()).isEmpty();
        assertThat(everything()).isEqualTo(before);
        assertThat(page).content().isEqualTo("换了");
    }

    @Test
    void aRepairFollowsNoLinkThatWaitsForIt(@TempDir Path elsewhere) throws IOException {
        Path victim = Files.writeString(elsewhere.resolve("victim"), "bleibt");
        append(tree.resolve("index.html"), " ");
        Files.createSymbolicLink(tree.resolve(".index.html.tmp"), victim);
        Files.delete(tree.resolve("404.html"));
        Files.createSymbolicLink(tree.resolve("404.html"), victim);

        assertThat(repair().inOrder()).isTrue();

        assertThat(victim).content().isEqualTo("bleibt");
        assertThat(tree.resolve("404.html")).isRegularFile();
    }

    @Test
    void linkAndManifestAreRestoredFromWhatIsKnown() throws IOException {
        Files.delete(tree);
        Files.createSymbolicLink(tree, Path.of("/etc"));
        Path manifest = directory.resolve("releases/00000002/manifest.json");
        byte[] kept = Files.readAllBytes(manifest);
        Files.writeString(manifest, "{}");

        assertThat(found(verify().findings()))
                .containsExactly(
                        tuple(Kind.LINK, "current"), tuple(Kind.MANIFEST, "manifest of release 2"));

        assertThat(repair().findings()).isEmpty();
        assertThat(Files.readSymbolicLink(tree)).isEqualTo(Path.of("b"));
        assertThat(manifest).hasBinaryContent(kept);
    }

    @Test
    void aRecordOfReleasesThatNamesAnotherRootIsNamed() {
        ReleaseOutcome active = ledger.active().orElseThrow();
        ledger.activating(
                new ReleaseOutcome(
                        active.number(),
                        active.instant(),
                        active.sequence(),
                        Sha256.of(new byte[] {1}),
                        List.of(),
                        List.of(),
                        List.of()));
        ledger.activated(active.number());

        assertThat(repair().findings())
                .containsExactly(
                        new ProofFinding(
                                Kind.LEDGER,
                                "manifest of release 2",
                                active.manifestRoot().hex(),
                                Sha256.of(new byte[] {1}).hex()));
    }

    @Test
    void anEarlierManifestThatWasExchangedIsNamed() throws IOException {
        Path earlier = directory.resolve("releases/00000001/manifest.json");
        Files.writeString(earlier, Files.readString(earlier).replace("\"count\":2", "\"count\":3"));

        assertThat(found(verify().findings()))
                .containsExactly(tuple(Kind.CHAIN, "manifest of release 1"));
    }

    @Test
    void aDamagedPackIsNamedAndWhatItCannotRestoreStays() throws IOException {
        Entry home = rig.shown().entry("/index.html").orElseThrow();
        Sha256 form = Objects.requireNonNull(rig.shown().documents().get(bus.document())).digest();
        damage(home.digest());
        damage(form);

        assertThat(found(verify().findings()))
                .containsExactlyInAnyOrder(
                        tuple(Kind.OBJECT_DAMAGED, "/index.html"),
                        tuple(Kind.OBJECT_DAMAGED, bus.document().toString()));

        append(tree.resolve("index.html"), " ");
        ProofReport repaired = repair();
        assertThat(repaired.repaired()).isEmpty();
        assertThat(found(repaired.findings()))
                .containsExactlyInAnyOrder(
                        tuple(Kind.TAMPERED, "/index.html"),
                        tuple(Kind.OBJECT_DAMAGED, "/index.html"),
                        tuple(Kind.OBJECT_DAMAGED, bus.document().toString()));
    }

    @Test
    void aDamagedPartOfTheManifestIsNamedAndTheRestIsVerifiedAllTheSame() throws IOException {
        Sha256 node = first(filesOf(rig.shown()));
        Sha256 shard = first(node);
        damage(shard);
        rig = open("https://www.example.org");
        Files.writeString(tree.resolve("release.json"), "{}");

        assertThat(found(rig.proof(content).verify(true, true).findings()))
                .contains(tuple(Kind.OBJECT_DAMAGED, "the manifest"))
                .doesNotContain(tuple(Kind.TAMPERED, "/release.json"))
                .noneMatch(finding -> finding.toList().contains(Kind.EXTRA));

        damage(shard);
        assertThat(verify().inOrder()).as("the bit is turned back").isTrue();
        damage(filesOf(rig.shown()));
        assertThat(found(verify().findings())).contains(tuple(Kind.OBJECT_DAMAGED, "the manifest"));
    }

    private static Sha256 filesOf(Manifest manifest) {
        String head = new String(manifest.bytes(), StandardCharsets.UTF_8);
        return new Sha256(head.replaceFirst("(?s).*\"files\":\"([0-9a-f]{64})\".*", "$1"));
    }

    /** The first of the objects that a node of a sharded map names. */
    private Sha256 first(Sha256 node) {
        String form = new String(rig.store.read(node), StandardCharsets.US_ASCII);
        return new Sha256(form.substring(3, 67));
    }

    @Test
    void aReleaseThatComesMeanwhileIsVerifiedInstead() {
        InMemoryContent.Draft more = InMemoryContent.draft("路灯");
        PublicRecord record =
                new Telling() {
                    private boolean first = true;

                    @Override
                    public List<UUID> live() {
                        if (first) {
                            first = false;
                            content.approve(more);
                            rig.job.release("meanwhile");
                        }
                        return content.live();
                    }
                };

        ProofReport report = rig.proof(record).verify(false, true);

        assertThat(report.findings()).isEmpty();
        assertThat(report.release()).isEqualTo(3);
    }

    @Test
    void whereReleasesComeFasterNothingIsSaid() {
        PublicRecord record =
                new Telling() {
                    private int number;

                    @Override
                    public List<UUID> live() {
                        content.approve(InMemoryContent.draft("路灯" + number++));
                        rig.job.release("meanwhile");
                        return content.live();
                    }
                };

        assertThatThrownBy(() -> rig.proof(record).verify(false, false))
                .isInstanceOf(ReleaseFailed.class)
                .hasMessageContaining("faster");
    }

    @Test
    void aPackThatIsGoneIsNoticedThoughItIsStillOpen() throws IOException {
        Files.delete(directory.resolve("releases/00000002/objects.pack"));

        assertThat(verify().findings())
                .extracting(ProofFinding::kind)
                .contains(Kind.OBJECT_DAMAGED);
    }

    @Test
    void aDatabaseThatSaysOtherwiseIsNamed() {
        Sha256 another = Sha256.of(new byte[] {7});
        UUID id = bus.document();
        assertThat(found(against(edition -> with(edition, id, another, null))))
                .containsExactly(tuple(Kind.EDITION, id.toString()));
        assertThat(found(against(edition -> with(edition, id, edition.digest(), another))))
                .containsExactly(tuple(Kind.APPROVALS, id.toString()));
    }

    @Test
    void documentsThatOnlyOneSideHasAreNamed() {
        UUID stranger = InMemoryContent.id("没有的");
        PublicRecord record =
                new Telling() {
                    @Override
                    public List<UUID> live() {
                        return List.of(dogs.document(), stranger);
                    }

                    @Override
                    public List<LiveEdition> editions(Collection<UUID> documents) {
                        return content.editions(List.of(dogs.document()));
                    }

                    @Override
                    public List<Withdrawal> withdrawals() {
                        return List.of();
                    }
                };

        assertThat(found(rig.proof(record).verify(false, false).findings()))
                .containsExactly(
                        tuple(Kind.NOT_LIVE, bus.document().toString()),
                        tuple(Kind.NOT_SHOWN, stranger.toString()),
                        tuple(Kind.WITHDRAWAL, old.document().toString()));
    }

    @Test
    void whatWasWithdrawnSinceWaitsForTheNextRelease() {
        content.withdraw(bus.document(), bus.path(), clock.instant());

        ProofReport report = verify();

        assertThat(report.findings()).isEmpty();
        assertThat(report.waiting()).isEqualTo(1);
    }

    @Test
    void aForgedPageIsFoundThoughManifestStoreAndTreeAgree() {
        Manifest shown = rig.shown();
        Entry page = shown.entry(bus.path() + "index.html").orElseThrow();
        forge(
                shown,
                (draft, pack) -> {
                    byte[] forged = "<p>没人审过的</p>".getBytes(StandardCharsets.UTF_8);
                    draft.file(
                            bus.path() + "index.html",
                            new Entry(
                                    pack.put(forged),
                                    forged.length,
                                    200,
                                    page.type(),
                                    page.edition(),
                                    null));
                    draft.file(
                            "/news/forged.html",
                            new Entry(
                                    pack.put(forged), forged.length, 200, page.type(), null, null));
                });

        assertThat(verify().findings()).isEmpty();
        assertThat(found(rig.proof(content).verify(false, true).findings()))
                .containsExactlyInAnyOrder(
                        tuple(Kind.PAGE, bus.path() + "index.html"),
                        tuple(Kind.PAGE, "/news/forged.html"));
    }

    @Test
    void anotherThemeIsSaidAndNothingIsRendered() {
        forge(rig.shown(), (draft, pack) -> {}, Sha256.of(new byte[] {3}));

        ProofReport report = rig.proof(content).verify(false, true);

        assertThat(found(report.findings())).containsExactly(tuple(Kind.THEME, "theme"));
        assertThat(report.rendered()).isZero();
    }

    @Test
    void withoutAReleaseThereIsNothingToVerify(@TempDir Path empty) {
        InMemoryLedger none = new InMemoryLedger(content, clock);
        Rig fresh =
                new Rig(
                        empty,
                        content,
                        none,
                        new InMemoryIndex(),
                        new ThemeRenderer(
                                SiteIdentity.unconfigured("https://www.example.org", false), KINDS),
                        clock,
                        Rig.inMemory(),
                        (step, done) -> {});

        assertThatThrownBy(() -> fresh.proof(content).verify(false, false))
                .isInstanceOf(NothingToPublish.class);
    }

    /** Changes a manifest in the making. */
    private interface Forging {
        void change(ManifestDraft draft, ReleasePack pack);
    }

    private void forge(Manifest shown, Forging forging) {
        forge(shown, forging, shown.theme());
    }

    /** A release in which everything agrees, and that nobody made of what was approved. */
    private void forge(Manifest shown, Forging forging, Sha256 theme) {
        long number = ledger.open(ReleaseRequest.release("forger")).number();
        Manifest forged;
        try (ReleasePack pack = rig.store.begin(number)) {
            ManifestDraft draft = rig.store.draft(shown, pack);
            forging.change(draft, pack);
            forged =
                    draft.seal(
                            new ManifestDraft.Words(
                                    number,
                                    clock.instant(),
                                    shown.sequence(),
                                    shown.site(),
                                    theme,
                                    shown.configuration(),
                                    shown.lastRemoval(),
                                    shown.audit(),
                                    shown.root(),
                                    shown.aspects(),
                                    shown.passing()));
            pack.seal();
        }
        rig.store.keep(forged);
        rig.trees.prepare(forged);
        rig.trees.activate(forged);
        ledger.activating(
                new ReleaseOutcome(
                        number,
                        forged.instant(),
                        forged.sequence(),
                        forged.root(),
                        List.of(),
                        List.of(),
                        List.of()));
        ledger.activated(number);
    }

    /** The content's record, unless a test says otherwise. */
    private class Telling implements PublicRecord {
        @Override
        public List<UUID> live() {
            return content.live();
        }

        @Override
        public List<LiveEdition> editions(Collection<UUID> documents) {
            return content.editions(documents);
        }

        @Override
        public List<Withdrawal> withdrawals() {
            return content.withdrawals();
        }
    }

    private List<ProofFinding> against(UnaryOperator<LiveEdition> change) {
        PublicRecord record =
                new Telling() {
                    @Override
                    public List<LiveEdition> editions(Collection<UUID> documents) {
                        return content.editions(documents).stream().map(change).toList();
                    }
                };
        return rig.proof(record).verify(false, false).findings();
    }

    private static LiveEdition with(
            LiveEdition edition,
            UUID document,
            @Nullable Sha256 digest,
            @Nullable Sha256 approvals) {
        return edition.document().equals(document)
                ? new LiveEdition(
                        edition.document(),
                        edition.edition(),
                        digest,
                        approvals,
                        edition.path(),
                        edition.firstPublished(),
                        edition.published())
                : edition;
    }

    private void damage(Sha256 digest) throws IOException {
        for (long number : rig.store.numbers()) {
            Path release = directory.resolve("releases/%08d".formatted(number));
            for (String line : Files.readAllLines(release.resolve("objects.index"))) {
                String[] part = line.split(" ", 3);
                if (part[0].equals(digest.hex())) {
                    try (RandomAccessFile pack =
                            new RandomAccessFile(release.resolve("objects.pack").toFile(), "rw")) {
                        pack.seek(Long.parseLong(part[1]));
                        int first = pack.read();
                        pack.seek(Long.parseLong(part[1]));
                        pack.write(first ^ 1);
                    }
                }
            }
        }
    }

    private static Path gz(Path file) {
        return file.resolveSibling(file.getFileName() + ".gz");
    }

    private static void append(Path file, String more) throws IOException {
        Files.writeString(file, Files.readString(file) + more);
    }

    private static void swap(Path one, Path other) throws IOException {
        byte[] bytes = Files.readAllBytes(one);
        Files.write(one, Files.readAllBytes(other));
        Files.write(other, bytes);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> walk = Files.walk(from)) {
            for (Path file : walk.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> walk = Files.walk(directory)) {
            for (Path file : walk.toList().reversed()) {
                Files.delete(file);
            }
        }
    }

    /** All of the tree: files by content, directories, links. */
    private Map<String, String> everything() throws IOException {
        Path real = directory.resolve("site/b");
        try (Stream<Path> walk = Files.walk(real)) {
            Map<String, String> all = new TreeMap<>();
            walk.forEach(file -> all.put(real.relativize(file).toString(), said(file)));
            return all;
        }
    }

    private static String said(Path file) {
        try {
            return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    ? Sha256.of(Files.readAllBytes(file)).hex()
                    : Files.isSymbolicLink(file) ? "a link" : "a directory";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
