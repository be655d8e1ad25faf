package org.gongkai.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One node for all: what a client of a running node sees. */
class NodeIT {

    private static final Path HOME = TestHome.PATH;
    private static final Pattern TOKEN = Pattern.compile("\"token\":\"([^\"]*)\"");

    private static EmbeddedElasticsearch node;
    private static Http http;

    @BeforeAll
    static void start() {
        node = EmbeddedElasticsearch.start(TestHome.configuration());
        node.awaitReady(TestHome.PATIENCE);
        http = Http.of(node);
    }

    @AfterAll
    static void stopKeepingTheArchiveOfClassesForTheNextStart() throws IOException {
        node.close();

        assertThat(node.alive()).isFalse();
        assertThat(filesBelow(HOME))
                .anyMatch(file -> file.getFileName().toString().matches("classes-.*\\.jsa"));
    }

    @Test
    void answersWhoHasThePassword() {
        assertThat(http.get("/").body())
                .contains("\"cluster_name\":\"gongkai\"", "\"number\":\"9.")
                .doesNotContain("_na_");
        assertThat(http.get("/_cluster/health").body()).contains("\"number_of_nodes\":1");
        assertThat(http.get("/").headers().firstValue("X-elastic-product"))
                .hasValue("Elasticsearch");
    }

    @ParameterizedTest
    @CsvSource({"elastic:wrong", "elastic:", "other:secret", "''"})
    void refusesWhoHasNot(String credentials) {
        HttpResponse<String> refusal = http.with(credentials).get("/_cluster/health");

        assertThat(refusal.statusCode()).isEqualTo(401);
        assertThat(refusal.body()).contains("security_exception").doesNotContain("gongkai");
        assertThat(refusal.headers().firstValue("WWW-Authenticate")).isPresent();
    }

    @Test
    void thePasswordIsNeitherOnTheCommandLineNorInTheEnvironmentNorInALog() throws IOException {
        Path process = Path.of("/proc", Long.toString(node.pid()));
        assumeTrue(Files.exists(process), "needs /proc");

        assertThat(Files.readString(process.resolve("cmdline"))).doesNotContain(node.password());
        assertThat(Files.readString(process.resolve("environ"))).doesNotContain(node.password());
        assertThat(Files.readString(HOME.resolve("logs/node.log")))
                .contains("started")
                .doesNotContain(node.password());
    }

    @Test
    void listensOnTheLoopbackInterfaceOnly() throws IOException {
        assertThat(http.get("/_nodes/http").body())
                .contains("\"bound_address\":[\"127.0.0.1:" + node.url().getPort() + "\"]");

        Optional<InetAddress> outside = addressOfThisMachine();
        assumeTrue(outside.isPresent(), "this machine has no other interface");
        try (Socket socket = new Socket()) {
            InetSocketAddress address = new InetSocketAddress(outside.get(), node.url().getPort());
            assertThatThrownBy(() -> socket.connect(address, 2_000))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void opensNoSecondPortThatWouldAskForNoPassword() throws IOException {
        Path sockets = Path.of("/proc", Long.toString(node.pid()), "fd");
        assumeTrue(Files.exists(sockets), "needs /proc");

        assertThat(listeningPorts()).containsExactly(node.url().getPort());
    }

    @Test
    void pairsBesideSingleCharactersAreNoGraphOfAlternatives() {
        String settings =
                """
                {"settings":{"analysis":{"filter":{"both":{"type":"cjk_bigram","output_unigrams":true}},
                "analyzer":{"both":{"type":"custom","tokenizer":"standard","filter":["both"]}}}},
                "mappings":{"properties":{"text":{"type":"text","analyzer":"both"}}}}""";
        assertThat(http.put("/pairs", settings).statusCode()).isEqualTo(200);
        String text = "人民政府关于进一步加强城市养犬管理工作的通知".repeat(3);
        assertThat(
                        http.put("/pairs/_doc/1?refresh=true", "{\"text\":\"" + text + "\"}")
                                .statusCode())
                .isEqualTo(201);

        HttpResponse<String> found =
                http.post(
                        "/pairs/_search",
                        "{\"query\":{\"match_phrase\":{\"text\":\"" + text + "\"}}}");

        assertThat(found.statusCode()).isEqualTo(200);
        assertThat(found.body()).contains("\"value\":1");
        http.delete("/pairs");
    }

    @Test
    void doesNotMakeAnIndexThatNobodyAskedFor() {
        assertThat(http.put("/nobody-made-this/_doc/1", "{}").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    "tokenizer":"smartcn_tokenizer" | 政务公开便民利民 | 政务,公开,便民,利民
                    "tokenizer":"standard","filter":["cjk_width","lowercase","cjk_bigram"] | 养犬ＡＢ | 养犬,ab
                    "tokenizer":"standard","filter":[{"type":"cjk_bigram","output_unigrams":true}] | 养犬证 | 养,养犬,犬,犬证,证
                    "tokenizer":"keyword","char_filter":["html_strip"] | <b>公开</b>日 | 公开日
                    "tokenizer":"keyword","filter":[{"type":"edge_ngram","min_gram":1,"max_gram":3}] | 公开日报 | 公,公开,公开日
                    "tokenizer":{"type":"edge_ngram","min_gram":2,"max_gram":3,"token_chars":["letter"]} | 公开日 5月 | 公开,公开日
                    "tokenizer":"ngram" | 公开 | 公,公开,开
                    "tokenizer":"whitespace","filter":[{"type":"synonym_graph","synonyms":["电脑,计算机"]}] | 电脑 | 计算机,电脑
                    "tokenizer":"whitespace","filter":[{"type":"synonym","synonyms":["番茄 => 西红柿"]}] | 番茄 | 西红柿
                    "tokenizer":"keyword","char_filter":[{"type":"mapping","mappings":["（ => ("]}] | （一 | (一
                    "analyzer":"cjk" | 政务公开 | 政务,务公,公开
                    "analyzer":"smartcn" | 政务公开。 | 政务,公开
                    """)
    void analysesUnderTheOfficialNames(String analysis, String text, String tokens) {
        String answer =
                http.post("/_analyze", "{%s,\"text\":\"%s\"}".formatted(analysis, text)).body();

        assertThat(tokens(answer)).as(answer).containsExactly(tokens.split(","));
    }

    @Test
    void anOptionThatItWouldIgnoreIsRefused() {
        HttpResponse<String> answer =
                http.post(
                        "/_analyze",
                        """
                        {"tokenizer":"keyword","filter":[{"type":"edge_ngram","side":"back"}],"text":"x"}\
                        """);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("does not know the option(s) [side] of [edge_ngram]");
    }

    @Test
    void compressesWell() {
        http.put("/packed", "{\"settings\":{\"index\":{\"codec\":\"best_compression\"}}}");
        http.put("/packed/_doc/1?refresh=true", "{\"text\":\"%s\"}".formatted("公开".repeat(500)));

        assertThat(http.post("/packed/_forcemerge?max_num_segments=1", "").statusCode())
                .isEqualTo(200);
        assertThat(http.get("/packed/_doc/1?realtime=false").body()).contains("公开公开");
        http.delete("/packed");
    }

    @Test
    void aSecondNodeInTheSameHomeIsRefusedWithTheReason() {
        assertThatThrownBy(() -> EmbeddedElasticsearch.start(TestHome.configuration()))
                .isInstanceOf(ElasticsearchNotStarted.class)
                .hasMessageContaining("another process runs the node in " + HOME.toAbsolutePath())
                .hasMessageContaining("spring.elasticsearch.uris");
        assertThat(http.get("/").statusCode()).isEqualTo(200);
    }

    private static List<String> tokens(String answer) {
        return TOKEN.matcher(answer).results().map(match -> match.group(1)).toList();
    }

    private static List<Integer> listeningPorts() throws IOException {
        Path process = Path.of("/proc", Long.toString(node.pid()));
        List<String> inodes;
        try (Stream<Path> descriptors = Files.list(process.resolve("fd"))) {
            inodes = descriptors.map(NodeIT::target).toList();
        }
        return Stream.of("net/tcp", "net/tcp6")
                .flatMap(table -> lines(process.resolve(table)))
                .map(line -> line.strip().split("\\s+"))
                .filter(row -> row.length > 9 && row[3].equals("0A"))
                .filter(row -> inodes.contains("socket:[" + row[9] + "]"))
                .map(row -> Integer.parseInt(row[1].substring(row[1].indexOf(':') + 1), 16))
                .toList();
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return "";
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file).stream() : Stream.empty();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Optional<InetAddress> addressOfThisMachine() throws IOException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address)
                .filter(address -> !address.isLoopbackAddress())
                .min(Comparator.comparing(InetAddress::getHostAddress));
    }

    private static List<Path> filesBelow(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.toList();
        }
    }
}
