package org.gongkai.content.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.gongkai.content.audit.AuditEntry;
import org.gongkai.content.audit.Checkpoint;
import org.gongkai.content.canonical.CanonicalJson;
import org.gongkai.content.canonical.Digest;
import org.gongkai.content.engine.GongkaiHome;
import org.gongkai.content.engine.Secrets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** The commands against a server that answers as the contract says. */
@Isolated("they speak on System.out and read a system property")
class CommandTest {
    private interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    @TempDir Path directory;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final List<String> received = new ArrayList<>();
    private final List<HttpServer> servers = new ArrayList<>();

    @BeforeEach
    void listen() {
        System.setProperty("gongkai.home", directory.resolve("home").toString());
        System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void stopListening() {
        System.setOut(out);
        System.setErr(err);
        System.clearProperty("gongkai.home");
        servers.forEach(server -> server.stop(0));
    }

    @Test
    void withoutARunningServerACommandSaysSo() throws IOException {
        Files.writeString(directory.resolve("a.md"), "# 一");
        assertThat(run("import " + directory + " --section news --unit office")).isEqualTo(1);
        assertThat(said())
                .isEqualTo(
                        "gongkai: no gongkai runs on %s; start it first (gongkai start)\n"
                                .formatted(directory.resolve("home")));
    }

    @Test
    void anImportNamesWhatIsRefusedAndGoesOn() throws IOException {
        Path texts = directory.resolve("texts");
        Files.createDirectories(texts.resolve("sub"));
        Files.writeString(texts.resolve("1.md"), "new");
        Files.writeString(texts.resolve("2.md"), "broken");
        Files.writeString(texts.resolve("sub/3养犬.md"), "known");
        Files.writeString(texts.resolve("sub/.hidden"), "new");
        Path report = directory.resolve("report.txt");
        serve(this::answerImport);
        assertThat(run("import " + texts + " --section news --unit=office --report " + report))
                .isEqualTo(2);
        assertThat(said())
                .endsWith(
                        "1 created, 0 changed, 1 already there, 1 refused\n  refused 2.md: 没有标题\n");
        assertThat(report)
                .content()
                .isEqualTo("1 created, 0 changed, 1 already there, 1 refused\n2.md: 没有标题\n");
        assertThat(received)
                .hasSize(3)
                .allMatch(body -> body.contains("name=\"section\"") && body.contains("office"))
                .anyMatch(body -> body.contains("sub/3养犬.md"));
    }

    @Test
    void anErrorThatIsNotTheFilesStopsTheImport() throws IOException {
        Path texts = Files.createDirectories(directory.resolve("texts"));
        Files.writeString(texts.resolve("a.md"), "1");
        Files.writeString(texts.resolve("b.md"), "2");
        serve(exchange -> reply(exchange, 404, "{\"detail\":\"There is no section news\"}"));
        assertThat(run("import " + texts + " --section news --unit office")).isEqualTo(1);
        assertThat(said()).contains("gongkai: stopped at a.md: There is no section news\n");
        assertThat(received).hasSize(1);
    }

    @Test
    void aReleaseIsSummedUp() throws IOException {
        serve(
                exchange ->
                        reply(
                                exchange,
                                200,
                                exchange.getRequestURI().getPath().endsWith("/bypasses")
                                        ? "[{}, {}]"
                                        : """
                                        {"outcome":{"number":7,"held":[{}]},"changed":true,"pages":60,"added":3,
                                         "rewritten":5,"removed":1,"indexed":false}"""));
        assertThat(run("publish")).isZero();
        assertThat(said())
                .endsWith(
                        "release 7 is public: 60 pages, 3 new, 5 rewritten, 1 removed; 1 held back, see the workbench;"
                                + " the search index follows when Elasticsearch is there;"
                                + " emergencies to confirm or to make up: 2, see the workbench\n");
    }

    @Test
    void whatWasHeldBackEndsAStrictReleaseDifferentlyAndJsonIsTheReportAlone() throws IOException {
        String held = "{\"outcome\":{\"number\":7,\"held\":[{}]},\"changed\":true}";
        serve(exchange -> reply(exchange, 200, held));
        assertThat(run("publish --json")).isZero();
        assertThat(said()).isEqualTo(held + "\n");
        assertThat(run("publish --strict")).isEqualTo(2);
    }

    @Test
    void whatAnEarlierReleaseHeldBackIsNotHeldAgain() throws IOException {
        serve(
                exchange ->
                        reply(
                                exchange,
                                200,
                                "{\"outcome\":{\"number\":7,\"held\":[{}]},\"changed\":false}"));
        assertThat(run("publish --strict")).isZero();
        assertThat(said()).contains("nothing has changed since the last release");
    }

    @Test
    void aReleaseThatFailedIsAFailure() throws IOException {
        serve(exchange -> reply(exchange, 500, "{\"detail\":\"Release 7 failed at RENDER\"}"));
        assertThat(run("publish --json")).isEqualTo(1);
        assertThat(said()).isEqualTo("gongkai: no release was made: Release 7 failed at RENDER\n");
    }

    @Test
    void aStepThatIsOverTellsHowLongItTook() {
        AtomicLong nanos = new AtomicLong();
        PassingSteps steps = new PassingSteps(System.out, false, nanos::get);
        steps.see("release 7 plan", 0, 0);
        nanos.addAndGet(250_000_000);
        steps.see("release 7 render", 10, 60);
        steps.see("release 7 render", 59, 60);
        nanos.addAndGet(1_300_000_000);
        steps.end();
        steps.end();
        assertThat(said()).isEqualTo("release 7 plan: 0.3 s\nrelease 7 render: 1.3 s for 60\n");
    }

    @Test
    void onATerminalEachStepHasItsBarUntilItIsOver() {
        PassingSteps steps = new PassingSteps(System.out, true, () -> 0);
        steps.see("release 7 render", 30, 60);
        steps.end();
        assertThat(said())
                .isEqualTo(
                        "\rrelease 7 render [%s%s]  50 %%  30/60  \rrelease 7 render: 0.0 s for 60%s\n"
                                .formatted("#".repeat(15), ".".repeat(15), " ".repeat(34)));
    }

    @Test
    void aBackupNeverOverwrites() throws IOException {
        Path file = Files.writeString(directory.resolve("b.zip"), "precious");
        assertThat(run("backup " + file)).isEqualTo(1);
        assertThat(said())
                .isEqualTo("gongkai: " + file + " exists; a backup never overwrites one\n");
        assertThat(file).hasContent("precious");
    }

    @Test
    void theActiveReleaseIsArchivedWholeOrInParts() throws IOException {
        byte[] archive = Archives.of(3, 3, "");
        serve(exchange -> answerArchive(exchange, archive));
        Path file = directory.resolve("site.warc.gz");
        assertThat(run("archive " + file)).isZero();
        assertThat(file).hasBinaryContent(archive);
        assertThat(said()).contains(file + ": release 7, ").endsWith("3 records\n");
        assertThat(run("archive " + file)).isEqualTo(1);
        assertThat(said()).endsWith("exists; an archive never overwrites one\n");
        Path small = directory.resolve("small.warc.gz");
        assertThat(run("archive " + small + " --release 7 --max-size 1K")).isZero();
        assertThat(small).doesNotExist();
        for (int number = 1; number <= 2; number++) {
            Path part = directory.resolve("small-0000%d.warc.gz".formatted(number));
            assertThat(Archives.targets(part))
                    .containsExactly("warcinfo", "https://www.example.org/" + number);
        }
        assertThat(directory.resolve("small-00003.warc.gz")).doesNotExist();
    }

    @Test
    void anArchiveThatWasCutOrAlteredIsNone() throws IOException {
        Path file = directory.resolve("site.warc.gz");
        serve(exchange -> answerArchive(exchange, Archives.of(2, 3, "")));
        assertThat(run("archive " + file)).isEqualTo(1);
        assertThat(said())
                .endsWith("gongkai: no archive was made: it was cut short: 2 of 3 records came\n");
        assertThat(directory).isDirectoryNotContaining("glob:**warc.gz*");
    }

    @Test
    void whatAnArchiveLeavesOutIsNamed() throws IOException {
        String gone = "https://www.example.org/gone/";
        serve(exchange -> answerArchive(exchange, Archives.of(2, 2, gone)));
        assertThat(run("archive " + directory.resolve("site.warc.gz"))).isEqualTo(2);
        assertThat(said()).endsWith("gongkai: " + gone + " was erased and is left out\n");
    }

    @Test
    void aSizeIsUnderstoodOrRefused() {
        assertThat(ArchiveCommand.size("17")).isEqualTo(17);
        assertThat(ArchiveCommand.size("500M")).isEqualTo(500L << 20);
        assertThat(ArchiveCommand.size("1g")).isEqualTo(1L << 30);
        assertThatExceptionOfType(CommandFailed.class)
                .isThrownBy(() -> ArchiveCommand.size("much"))
                .withMessageStartingWith("--max-size takes");
    }

    private static void answerArchive(HttpExchange exchange, byte[] archive) throws IOException {
        if (exchange.getRequestURI().getPath().equals("/api/v1/releases")) {
            reply(
                    exchange,
                    200,
                    "[{\"number\":8,\"state\":\"FAILED\"},{\"number\":7,\"state\":\"ACTIVE\"}]");
            return;
        }
        assertThat(exchange.getRequestURI().getPath()).isEqualTo("/api/v1/releases/7/archive");
        exchange.sendResponseHeaders(200, archive.length);
        exchange.getResponseBody().write(archive);
        exchange.close();
    }

    @Test
    void whatIsNoBackupIsNotRestored() throws IOException {
        Path file = Files.writeString(directory.resolve("b.zip"), "no zip");
        assertThat(run("restore " + file)).isEqualTo(1);
        assertThat(said())
                .startsWith("gongkai: nothing was restored: " + file + " is no whole backup");
        assertThat(directory.resolve("home")).doesNotExist();
    }

    @Test
    void anAlteredAuditLogIsFound() throws IOException {
        Path log =
                Files.writeString(
                        directory.resolve("audit.ndjson"),
                        """
                        {"chain":"system","position":2,"at":"2020-05-15T00:00:00Z","actor":"a","action":"b","detail":"{}",\
                        "previous":"%1$s","hash":"%1$s"}
                        """
                                .formatted("0".repeat(64)));
        assertThat(run("verify-audit " + log)).isEqualTo(1);
        assertThat(said())
                .isEqualTo(
                        """
                        line 1: entry 2 of chain system was altered
                        line 1: chain system goes on with entry 2 where 1 belongs
                        1 entries in 1 chains, 2 faults
                        """);
    }

    @Test
    void aReleaseVouchesForTheWholeLogAndNotForOneThatLostItsEnd() throws IOException {
        Digest first = entryHash(1, AuditEntry.NOTHING);
        Digest second = entryHash(2, first);
        String lines = line(1, AuditEntry.NOTHING, first) + line(2, first, second);
        Path log = Files.writeString(directory.resolve("audit.jsonl"), lines);
        Path release =
                Files.writeString(
                        directory.resolve("release.json"),
                        "{\"audit\":{\"entries\":2,\"root\":\"%s\"}}"
                                .formatted(Checkpoint.NOTHING.and(first).and(second).root()));
        assertThat(run("verify-audit " + log + " --release " + release)).isZero();
        assertThat(said())
                .isEqualTo(
                        """
                        the release's checkpoint over 2 entries holds
                        2 entries in 1 chains, whole and unaltered
                        """);
        Files.writeString(log, line(1, AuditEntry.NOTHING, first));
        assertThat(run("verify-audit " + log + " --release " + release)).isEqualTo(1);
        assertThat(said()).contains("covers 2 entries, of which 1 are missing");
    }

    private static String line(long position, Digest previous, Digest hash) {
        return """
        {"chain":"system","position":%d,"at":"2020-05-08T01:00:00Z","actor":"admin","action":"tried","detail":"{}",\
        "previous":"%s","hash":"%s","written":%d}
        """
                .formatted(position, previous, hash, position);
    }

    private static Digest entryHash(long position, Digest previous) {
        return Digest.of(
                CanonicalJson.bytes(
                        Map.of(
                                "chain", "system",
                                "position", position,
                                "at", "2020-05-08T01:00:00Z",
                                "actor", "admin",
                                "action", "tried",
                                "detail", "{}",
                                "previous", previous.hex())));
    }

    @Test
    void wordsAreUnderstoodOrRefused() {
        Arguments arguments =
                Arguments.of(words("dir --unit a --replace"), List.of("unit"), List.of("replace"));
        assertThat(arguments.only("the directory")).isEqualTo("dir");
        assertThat(arguments.required("unit")).isEqualTo("a");
        assertThat(arguments.flag("replace")).isTrue();
        assertThatExceptionOfType(CommandFailed.class)
                .isThrownBy(() -> arguments.required("section"))
                .withMessageStartingWith("--section is missing");
        assertThatExceptionOfType(CommandFailed.class)
                .isThrownBy(() -> Arguments.of(words("--colour red"), List.of("unit"), List.of()))
                .withMessageStartingWith("there is no option --colour here");
        assertThatExceptionOfType(CommandFailed.class)
                .isThrownBy(() -> Arguments.of(words("--unit"), List.of("unit"), List.of()))
                .withMessage("--unit needs a value");
        assertThat(run("frob")).isEqualTo(1);
    }

    @Test
    void progressElsewhereThanOnATerminalIsALinePerTenth() {
        ProgressBar bar = new ProgressBar(System.out, false, "import");
        for (int i = 0; i <= 100; i++) {
            bar.show(i, 100, "");
        }
        bar.end();
        assertThat(said().lines()).hasSize(11).last().isEqualTo("import 100/100 ");
    }

    @Test
    void progressOnATerminalStaysOnOneLine() {
        ProgressBar bar = new ProgressBar(System.out, true, "publish");
        bar.show(1, 2, "render");
        bar.show(2, 2, "");
        bar.end();
        assertThat(said())
                .isEqualTo(
                        "\rpublish [%s%s]  50 %%  1/2  render\rpublish [%s] 100 %%  2/2        \n"
                                .formatted("#".repeat(15), ".".repeat(15), "#".repeat(30)));
    }

    @Test
    void aVerificationNamesWhatIsWrongAndWhatHelps() throws IOException {
        String finding =
                "{\"kind\":\"%s\",\"subject\":\"/index.html\",\"expected\":\"5 bytes\",\"found\":\"6 bytes\",\"remedy\":\"repair\"}";
        serve(
                exchange ->
                        reply(
                                exchange,
                                200,
                                """
                                {"release":12,"inOrder":false,"files":40,"documents":7,"rendered":0,"waiting":1,
                                 "found":3,"findings":[%s],"mended":0,"repaired":[]}
                                """
                                        .formatted(finding.formatted("TAMPERED"))));

        assertThat(run("verify-release")).isEqualTo(1);
        assertThat(received).containsExactly("{\"repair\":false,\"rerender\":false}");
        assertThat(said())
                .isEqualTo(
                        """
                        wrong  TAMPERED /index.html
                          expected 5 bytes
                          found    6 bytes
                          remedy   repair
                        wrong  and 2 more
                        release 12 is NOT in order: 40 files and 7 documents compared, 3 wrong, 1 withdrawn since, gone with the next release
                        """);
    }

    @Test
    void aVerificationThatRepairedEverythingEndsWell() throws IOException {
        serve(
                exchange ->
                        reply(
                                exchange,
                                200,
                                """
                                {"release":12,"inOrder":true,"files":40,"documents":7,"rendered":38,"waiting":0,"found":0,
                                 "findings":[],"mended":1,"repaired":[{"kind":"EXTRA","subject":"/x.html","expected":"nothing","found":"a file"}]}
                                """));

        assertThat(run("verify-release --repair --rerender")).isZero();
        assertThat(received).containsExactly("{\"repair\":true,\"rerender\":true}");
        assertThat(said())
                .isEqualTo(
                        """
                        repaired  EXTRA /x.html
                          expected nothing
                          found    a file
                        release 12 is in order: 40 files and 7 documents compared, 38 pages rendered again, 1 repaired
                        """);
    }

    @Test
    void whatCouldNotBeVerifiedIsNeitherInOrderNorWrong() throws IOException {
        assertThat(run("verify-release")).isEqualTo(2);
        serve(exchange -> reply(exchange, 500, "{\"detail\":\"the database is away\"}"));
        assertThat(run("verify-release --json")).isEqualTo(2);
        assertThat(said()).endsWith("gongkai: nothing was verified: the database is away\n");
    }

    @Test
    void anIndexInOrderAndOneThatWasRepairedAreToldApart() throws IOException {
        String report =
                """
                {"release":12,"documents":7,"missing":%d,"stale":0,"foreign":1,"repaired":3,"rebuilt":%s}
                """;
        serve(
                exchange ->
                        reply(
                                exchange,
                                200,
                                exchange.getRequestURI().getPath().endsWith("rebuild")
                                        ? report.replace("1,", "0,").formatted(0, true)
                                        : report.formatted(2, false)));

        assertThat(run("search reconcile")).isEqualTo(2);
        assertThat(run("search rebuild")).isZero();
        assertThat(said())
                .isEqualTo(
                        """
                        release 12, 7 documents: 2 were missing, 0 were of another edition, 1 did not belong there; 3 repaired
                        release 12, 7 documents: the index was built anew
                        """);
    }

    @Test
    void anIndexThatCouldNotBeComparedEndsWithOne() throws IOException {
        assertThat(run("search")).isEqualTo(1);
        serve(exchange -> reply(exchange, 500, "{\"detail\":\"the engine is away\"}"));
        assertThat(run("search reconcile --json")).isEqualTo(1);
        assertThat(said()).endsWith("gongkai: the index is as it was: the engine is away\n");
    }

    private void answerImport(HttpExchange exchange) throws IOException {
        String body = received.getLast();
        if (body.contains("broken")) {
            reply(exchange, 422, "{\"detail\":\"没有标题\"}");
        } else if (body.contains("known")) {
            reply(exchange, 200, "{\"outcome\":\"UNCHANGED\"}");
        } else {
            reply(exchange, 201, "{\"outcome\":\"CREATED\"}");
        }
    }

    /** A server on the home of this test, which wants the token. */
    private void serve(Answer answer) throws IOException {
        GongkaiHome home = GongkaiHome.open(directory.resolve("home"));
        String token = "Bearer " + new Secrets(home).value(Secrets.Secret.CLI_TOKEN);
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    byte[] body = exchange.getRequestBody().readAllBytes();
                    received.add(new String(body, StandardCharsets.UTF_8));
                    if (token.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                        answer.to(exchange);
                    } else {
                        reply(exchange, 401, "{}");
                    }
                });
        server.start();
        servers.add(server);
        Files.writeString(
                home.run().resolve("server.json"),
                "{\"pid\":%d,\"port\":%d}"
                        .formatted(ProcessHandle.current().pid(), server.getAddress().getPort()));
    }

    private static void reply(HttpExchange exchange, int status, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static int run(String line) {
        List<String> words = words(line);
        return Command.run(words.getFirst(), words.subList(1, words.size()));
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    private static List<String> words(String line) {
        return List.of(line.split(" "));
    }
}
