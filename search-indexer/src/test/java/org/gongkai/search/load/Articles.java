package org.gongkai.search.load;

import org.gongkai.search.Documents;
import org.gongkai.search.SearchDocument;
import org.jsoup.Jsoup;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Many articles and the words that they are made of.
 *
 * @param words what readers may ask for
 */
record Articles(List<SearchDocument> documents, List<String> words) {
    private static final List<String> KINDS = List.of("news", "notice", "policy", "interpretation");
    private static final List<String> WORDS =
            List.of(
                    ("优化营商环境 老旧小区改造 政务公开 垃圾分类 养犬管理 安全生产 社会保险 义务教育 公共交通 停车泊位 食品安全 大气污染防治 社区食堂 就业补贴"
                                    + " 住房公积金 行政许可 征求意见 听证会 实施方案 管理办法 街道办事处 住房和城乡建设局 市场监督管理局 人民政府 居民 企业 项目 预算"
                                    + " 审批 登记 检查 整改 公示 培训 宣传 座谈 服务大厅 热线 防汛 供热")
                            .split(" "));

    Articles {
        documents = List.copyOf(documents);
        words = List.copyOf(words);
    }

    /** What {@code corpus.py} wrote. */
    static Articles in(Path directory) throws IOException {
        JsonMapper json = new JsonMapper();
        try (Stream<String> lines = Files.lines(directory.resolve("articles.jsonl"))) {
            return new Articles(
                    lines.map(line -> article(json.readTree(line))).toList(),
                    Files.readAllLines(directory.resolve("words.txt")).stream()
                            .filter(word -> word.length() > 1)
                            .toList());
        }
    }

    private static SearchDocument article(JsonNode article) {
        String id = article.get("id").asString();
        String number = article.path("docNo").asString("");
        String unit = article.get("unit").asString();
        return new SearchDocument(
                id,
                Integer.toHexString(article.hashCode()),
                article.get("url").asString(),
                article.get("title").asString(),
                Jsoup.parseBodyFragment(article.get("body").asString()).text(),
                "",
                KINDS.get(Math.floorMod(id.hashCode(), KINDS.size())),
                article.get("column").asString(),
                article.get("columnName").asString(),
                "u" + Integer.toHexString(unit.hashCode()),
                unit,
                StreamSupport.stream(article.get("tags").spliterator(), false)
                        .map(JsonNode::asString)
                        .toList(),
                OffsetDateTime.parse(article.get("date").asString()).toInstant(),
                number.isEmpty() ? null : number,
                null,
                Map.of());
    }

    /** The same ones each time; for where the corpus is not at hand. */
    static Articles invented(int count) {
        return new Articles(IntStream.range(0, count).mapToObj(Articles::invent).toList(), WORDS);
    }

    private static SearchDocument invent(int i) {
        Random chance = new Random(i);
        List<String> title = new ArrayList<>();
        IntStream.range(0, 3).forEach(each -> title.add(any(chance)));
        StringBuilder body = new StringBuilder();
        while (body.length() < 1_500) {
            body.append(any(chance)).append(chance.nextInt(8) == 0 ? "。" : "");
        }
        return Documents.published(
                Documents.of("a" + i, String.join("", title), body.toString()),
                "20%02d-05-15T00:00:00Z".formatted(10 + i % 10));
    }

    private static String any(Random chance) {
        return WORDS.get(chance.nextInt(WORDS.size()));
    }
}
