package org.gongkai.publisher.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.gongkai.publisher.Finding;
import org.gongkai.publisher.approved.SiteText;
import org.gongkai.publisher.render.Article;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

class FreshnessTest {
    private static final Instant OPENING = Instant.parse("2020-05-01T00:00:00Z");
    private static final Instant CLOSING = Instant.parse("2021-05-01T00:00:00Z");

    private final Map<String, Instant> newest = new HashMap<>();

    @Test
    void theHomePageAndSectionsOfNewsAreWarnedOfFourDaysBeforeTwoWeeksAreOver() {
        newest.put("news", Instant.parse("2020-05-10T01:00:00Z"));

        assertThat(warnings("2020-05-20T00:59:59Z")).isEmpty();
        assertThat(warnings("2020-05-20T01:00:00Z"))
                .containsExactly(
                        "The home page last got something new on 2020-05-10 and must again by 2020-05-24: publish something there",
                        "The section 动态 (工作动态) last got something new on 2020-05-10 and must again by 2020-05-24: publish something there");
        assertThat(warnings("2020-05-24T01:00:00Z"))
                .hasSize(2)
                .allMatch(message -> message.contains("should have again by 2020-05-24"));
    }

    @Test
    void theHomePageIsNewWhereverSomethingIsNew() {
        newest.put("news", Instant.parse("2020-05-10T01:00:00Z"));
        newest.put("services", Instant.parse("2020-05-22T01:00:00Z"));

        assertThat(warnings("2020-05-23T01:00:00Z"))
                .singleElement()
                .asString()
                .startsWith("The section 动态");
    }

    @Test
    void sectionsOfPoliciesAndNoticesHaveSixMonths() {
        newest.put("policies", Instant.parse("2020-05-31T01:00:00Z"));
        newest.put("notices", Instant.parse("2020-08-31T01:00:00Z"));
        newest.put("services", Instant.parse("2020-10-29T01:00:00Z"));

        assertThat(warnings("2020-10-29T01:00:00Z")).isEmpty();
        assertThat(warnings("2020-10-30T01:00:00Z"))
                .containsExactly(
                        "The section 文件 (政策文件) last got something new on 2020-05-31 and must again by 2020-11-30: publish something there");
    }

    @Test
    void nothingIsExpectedBeforeTheCampaignOpensOrAfterItCloses() {
        newest.put("news", Instant.parse("2020-03-01T01:00:00Z"));

        assertThat(warnings("2020-04-30T23:59:59Z")).isEmpty();
        assertThat(warnings("2020-05-01T00:00:00Z")).hasSize(2);
        assertThat(warnings("2021-05-01T00:00:00Z")).isEmpty();
    }

    private List<String> warnings(String at) {
        List<Finding> findings = new ArrayList<>();
        new Freshness().site(new Site(Instant.parse(at), newest), findings::add);
        assertThat(findings)
                .allMatch(finding -> finding.severity() == Finding.Severity.WARN)
                .allMatch(finding -> finding.edition() == null);
        return findings.stream().map(Finding::message).toList();
    }

    /** A site of which nothing is known but when its sections last got something. */
    private record Site(Instant at, Map<String, Instant> newest) implements CheckedSite {
        @Override
        public SiteText text() {
            return new SiteText(
                    SiteText.FORM,
                    "网站",
                    "专栏",
                    "",
                    "",
                    "",
                    OPENING,
                    CLOSING,
                    List.of(),
                    List.of(
                            section("news", "动态", "工作动态"),
                            section("policies", "文件", "政策文件"),
                            section("notices", "公告", "通知公告"),
                            section("services", "服务", "办事服务")),
                    List.of(),
                    null,
                    new SiteText.Footer("", ""));
        }

        private static SiteText.Section section(String key, String name, String columnType) {
            return new SiteText.Section(key, name, "", "", columnType, false, false);
        }

        @Override
        public Optional<SiteText.Section> section(String key) {
            return text().section(key);
        }

        @Override
        public Optional<Article> byDocument(UUID document) {
            return Optional.empty();
        }

        @Override
        public Optional<Article> byPage(String file) {
            return Optional.empty();
        }

        @Override
        public boolean answers(String file) {
            return false;
        }

        @Override
        public Optional<Instant> newestIn(String section) {
            return Optional.ofNullable(newest.get(section));
        }
    }
}
