package org.gongkai.content;

import static org.assertj.core.api.Assertions.assertThat;

import org.awaitility.Awaitility;
import org.gongkai.search.IndexChange;
import org.gongkai.search.SearchIndex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

/** The search index of a whole system, kept in order by its people. */
class SearchUpkeepIT {
    @TempDir Path home;

    @Test
    void aDamagedIndexIsRepairedAndTheReportSaysWhatWasAmiss() {
        try (District district = District.openWithSearch(home)) {
            Api publisher = district.staff.publisher();
            assertThat(publisher.send("/api/v1/search/reconcile", Map.of()).statusCode())
                    .as("there is no release yet")
                    .isEqualTo(409);
            String lost = district.approvedArticle("关于公交改线的公告");
            district.approvedArticle("关于停车收费的公告");
            district.release();
            Awaitility.await("the engine is up, and the index at the site")
                    .atMost(Duration.ofMinutes(3))
                    .ignoreExceptions()
                    .untilAsserted(() -> assertThat(found(district, "公交")).isEqualTo(1));
            district.bean(SearchIndex.class).apply(Stream.of(new IndexChange.Remove(lost, 1)));
            assertThat(found(district, "公交")).isZero();

            JsonNode repaired = publisher.post("/api/v1/search/reconcile", Map.of());

            assertThat(repaired.get("documents").asLong()).isEqualTo(2);
            assertThat(repaired.get("missing").asLong()).isEqualTo(1);
            assertThat(repaired.get("repaired").asLong()).isEqualTo(1);
            assertThat(found(district, "公交")).isEqualTo(1);
            JsonNode rebuilt = district.administrator().post("/api/v1/search/rebuild", Map.of());
            assertThat(rebuilt.get("rebuilt").asBoolean()).isTrue();
            assertThat(found(district, "停车")).isEqualTo(1);
            assertThat(district.editor().send("/api/v1/search/rebuild", Map.of()).statusCode())
                    .isEqualTo(403);
            assertThat(
                            district.owner()
                                    .sql(
                                            """
                                            select (detail::jsonb ->> 'differed') || ' ' || (detail::jsonb ->> 'rebuilt')
                                            from audit_entry where action = 'reconciled' order by written
                                            """)
                                    .query(String.class)
                                    .list())
                    .containsExactly("1 false", "0 true");
        }
    }

    @Test
    void whileTheEngineIsAwayTheAnswerSaysSo() {
        try (District district = District.open(home)) {
            district.approvedArticle("关于公交改线的公告");
            district.release();

            var answer = district.staff.publisher().send("/api/v1/search/reconcile", Map.of());

            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.body()).contains("engine is away");
        }
    }

    private static long found(District district, String words) {
        return district.reader
                .get("/api/search?q=" + URLEncoder.encode(words, StandardCharsets.UTF_8))
                .get("total")
                .asLong();
    }
}
