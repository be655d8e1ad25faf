package org.gongkai.search.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch.indices.AnalyzeRequest;
import co.elastic.clients.elasticsearch.indices.analyze.AnalyzeToken;

import org.gongkai.search.SearchProperties;
import org.gongkai.search.SharedNode;
import org.gongkai.search.TestProperties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * What the engine makes of text. By default the embedded engine; {@code
 * -Dgongkai.test.elasticsearch=http://user:password@host:9200} asks an official cluster, which must
 * say the same.
 */
class AnalyzersIT {
    private static final String INDEX = SharedNode.newIndex() + "-analysis";
    private static final ElasticsearchClient CLIENT = client();

    @BeforeAll
    static void make() throws IOException {
        SearchProperties properties = TestProperties.of(INDEX);
        CLIENT.indices()
                .create(new IndexDefinition(properties, "").request(INDEX, List.of(), Map.of()));
    }

    @AfterAll
    static void remove() throws IOException {
        CLIENT.indices().delete(d -> d.index(INDEX));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    text_index  | 养犬证          | 养 养犬 犬 犬证 证
                    text_index  | 養犬證          | 养 养犬 犬 犬证 证
                    text_index  | ５Ｇ基站        | 5g 基 基站 站
                    text_index  | IPv6改造        | ipv6 改 改造 造
                    text_index  | 企业、个体      | 企 企业 业 个 个体 体
                    text_search | 养犬证          | 养犬 犬证
                    text_search | 養犬證          | 养犬 犬证
                    text_search | 犬              | 犬
                    text_search | 优化 5G         | 优化 5g
                    text_search | 〔2020〕9号     | 2020 9 号
                    text_search | app 2.0         | app 2.0
                    text_single | 養犬證 5Ｇ      | 养 犬 证 5g
                    syllables   | Yang quan 5g    | yang quan 5g
                    """)
    void textIsCutAlike(String analyzer, String text, String tokens) throws IOException {
        assertThat(tokens(AnalyzeRequest.of(a -> a.index(INDEX).analyzer(analyzer).text(text))))
                .isEqualTo(tokens);
    }

    @ParameterizedTest
    @CsvSource({"濱海政辦發〔２０２０〕９號, 滨海政办发〔2020〕9号", "App 2.0, app 2.0"})
    void wholeValuesAreFoldedAlike(String value, String folded) throws IOException {
        assertThat(tokens(AnalyzeRequest.of(a -> a.index(INDEX).normalizer("folded").text(value))))
                .isEqualTo(folded);
    }

    @Test
    void foldingKeepsEveryTokenAtItsPlaceInTheText() throws IOException {
        List<AnalyzeToken> tokens =
                CLIENT.indices()
                        .analyze(a -> a.index(INDEX).analyzer("text_search").text("優化營商２０２０"))
                        .tokens();

        assertThat(tokens)
                .extracting(AnalyzeToken::token, AnalyzeToken::startOffset, AnalyzeToken::endOffset)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("优化", 0L, 2L),
                        org.assertj.core.groups.Tuple.tuple("化营", 1L, 3L),
                        org.assertj.core.groups.Tuple.tuple("营商", 2L, 4L),
                        org.assertj.core.groups.Tuple.tuple("2020", 4L, 8L));
    }

    private static String tokens(AnalyzeRequest request) throws IOException {
        return String.join(
                " ",
                CLIENT.indices().analyze(request).tokens().stream()
                        .map(AnalyzeToken::token)
                        .toList());
    }

    private static ElasticsearchClient client() {
        String official = System.getProperty("gongkai.test.elasticsearch");
        if (official == null) {
            return SharedNode.client();
        }
        return ElasticsearchClient.of(c -> c.host(official));
    }
}
