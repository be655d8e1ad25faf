package org.gongkai.search.load;

import org.gongkai.elasticsearch.EmbeddedElasticsearch;
import org.gongkai.elasticsearch.NodeConfiguration;
import org.gongkai.search.IndexChange.Put;
import org.gongkai.search.RemovalCheckpoint;
import org.gongkai.search.SearchApplication;
import org.gongkai.search.SearchDocument;
import org.gongkai.search.SearchIndex;
import org.gongkai.search.SearchShell;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The search API with a server's compiler and collector, over a node of its own, and whoever asks
 * it. Says what it measured in lines of Markdown.
 *
 * <p>Arguments: a directory for everything, that of the corpus or {@code ""}, how many articles to
 * invent without one, how many questions to ask at a time.
 */
final class SearchProcess {
    private static final List<Integer> READERS = List.of(1, 2, 8, 32);

    private SearchProcess() {}

    /** Named to this process alone: not annotated, so that no scan finds it. */
    static class Site {
        @Bean
        SearchShell shell() {
            return Optional::empty;
        }

        @Bean
        RemovalCheckpoint removals() {
            return () -> 1;
        }
    }

    public static void main(String... arguments) throws IOException {
        Path directory = Path.of(arguments[0]);
        Articles articles =
                arguments[1].isEmpty()
                        ? Articles.invented(Integer.parseInt(arguments[2]))
                        : Articles.in(Path.of(arguments[1]));
        try (EmbeddedElasticsearch node =
                EmbeddedElasticsearch.start(NodeConfiguration.in(directory.resolve("node")))) {
            node.awaitReady(Duration.ofMinutes(2));
            try (ConfigurableApplicationContext search = search(node);
                    Reader reader = new Reader()) {
                index(articles, search.getBean(SearchIndex.class), directory);
                ask(articles, site(search), reader, Integer.parseInt(arguments[3]));
            }
        }
        System.exit(0);
    }

    private static ConfigurableApplicationContext search(EmbeddedElasticsearch node) {
        SpringApplication application = new SpringApplication(Site.class, SearchApplication.class);
        return application.run(
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--spring.main.banner-mode=off",
                "--logging.level.root=WARN",
                "--gongkai.search.rate.per-second=0",
                "--gongkai.search.timeout=30s",
                "--spring.elasticsearch.uris=" + node.url(),
                "--spring.elasticsearch.username=" + node.username(),
                "--spring.elasticsearch.password=" + node.password());
    }

    private static URI site(ConfigurableApplicationContext search) {
        return URI.create(
                "http://127.0.0.1:" + search.getEnvironment().getProperty("local.server.port"));
    }

    /** Lucene before and after, so that what the machine does meanwhile shows. */
    private static void index(Articles articles, SearchIndex index, Path directory)
            throws IOException {
        List<SearchDocument> documents = articles.documents();
        lucene(documents, 1, directory);
        lucene(documents, 2, directory);
        for (String which : List.of("first", "second")) {
            long start = System.nanoTime();
            index.rebuild(documents::stream, 1);
            rate("rebuild, " + which, documents.size(), (System.nanoTime() - start) / 1e9);
        }
        long start = System.nanoTime();
        List<SearchDocument> some = documents.subList(0, Math.min(1_000, documents.size()));
        index.apply(some.stream().map(each -> new Put(each, 2)));
        rate("release of " + some.size(), some.size(), (System.nanoTime() - start) / 1e9);
        lucene(documents, 1, directory);
    }

    private static void lucene(List<SearchDocument> documents, int threads, Path directory)
            throws IOException {
        double seconds =
                BareLucene.seconds(
                        documents, threads, Files.createTempDirectory(directory, "lucene"));
        rate("bare Lucene, threads: " + threads, documents.size(), seconds);
    }

    private static void ask(Articles articles, URI site, Reader reader, int count) {
        Questions questions = new Questions(site, articles);
        reader.ask(questions::search, count, 2);
        reader.ask(questions::suggestion, count, 2);
        for (int readers : READERS) {
            say(
                    "search, readers: " + readers,
                    reader.ask(questions::search, count, readers).toString());
            say(
                    "suggestions, readers: " + readers,
                    reader.ask(questions::suggestion, count, readers).toString());
        }
    }

    private static void rate(String what, int documents, double seconds) {
        say(what, "%.1f s, %.0f documents a second".formatted(seconds, documents / seconds));
    }

    private static void say(String what, String measured) {
        System.out.printf(
                "| %s | %s | load %.1f |%n",
                what,
                measured,
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }
}
