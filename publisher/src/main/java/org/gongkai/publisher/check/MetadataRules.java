package org.gongkai.publisher.check;

import org.gongkai.publisher.Finding;
import org.gongkai.publisher.render.Article;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Page metadata after the annex of 国办发〔2017〕47号《政府网站发展指引》: META-1 to META-4. */
final class MetadataRules {
    static final String SOURCE = "国办发〔2017〕47号《政府网站发展指引》附件";
    private static final DateTimeFormatter PUB_DATE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm").withZone(ZoneId.of("Asia/Shanghai"));
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final List<String> SITE_TAGS = List.of("SiteName", "SiteDomain", "SiteIDCode");
    private static final List<String> COLUMN_TAGS =
            List.of("ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType");
    private static final List<String> ARTICLE_TAGS =
            List.of("ArticleTitle", "PubDate", "ContentSource");

    private MetadataRules() {}

    /**
     * @param host under which readers reach the site
     */
    static List<Rule> all(String host) {
        return List.of(new SiteTags(), new ColumnTags(), new ArticleTags(), new TruthfulTags(host));
    }

    private abstract static class Metadata implements Rule {
        @Override
        public String source() {
            return SOURCE;
        }

        @Override
        public Finding.Severity severity() {
            return Finding.Severity.BLOCK;
        }

        static List<String> missing(CheckedPage page, List<String> tags) {
            return tags.stream().filter(tag -> page.onlyMeta(tag) == null).toList();
        }
    }

    private static final class SiteTags extends Metadata {
        @Override
        public String id() {
            return "META-1";
        }

        @Override
        public String looksAt() {
            return "SiteName, SiteDomain and SiteIDCode stand once on every page, and are set";
        }

        @Override
        public void page(CheckedPage page, CheckedSite site, Consumer<Finding> findings) {
            for (String tag : missing(page, SITE_TAGS)) {
                findings.accept(
                        onSite(page, "The tag %s must stand here once, not empty".formatted(tag)));
            }
        }
    }

    private static final class ColumnTags extends Metadata {
        private static final Pattern PAGED = Pattern.compile("/(page/\\d+/)?index\\.html");

        @Override
        public String id() {
            return "META-2";
        }

        @Override
        public String looksAt() {
            return "Pages of sections have the tags of their column";
        }

        @Override
        public void page(CheckedPage page, CheckedSite site, Consumer<Finding> findings) {
            if (isOfSection(page.path(), site)) {
                for (String tag : missing(page, COLUMN_TAGS)) {
                    findings.accept(
                            onSite(
                                    page,
                                    "The section's tag %s must stand here once: complete the section in the site text"
                                            .formatted(tag)));
                }
            }
        }

        private static boolean isOfSection(String path, CheckedSite site) {
            int end = path.indexOf('/', 1);
            return end > 0
                    && PAGED.matcher(path.substring(end)).matches()
                    && site.section(path.substring(1, end)).isPresent();
        }
    }

    private static final class ArticleTags extends Metadata {
        @Override
        public String id() {
            return "META-3";
        }

        @Override
        public String looksAt() {
            return "Pages of documents have ArticleTitle, PubDate, ContentSource and the tags of their column";
        }

        @Override
        public void page(CheckedPage page, CheckedSite site, Consumer<Finding> findings) {
            if (!page.isArticle()) {
                return;
            }
            for (String tag : missing(page, ARTICLE_TAGS)) {
                findings.accept(on(page, "The tag %s must stand here once".formatted(tag)));
            }
            Article article = page.article();
            if (article != null && site.section(article.content().section()).isPresent()) {
                for (String tag : missing(page, COLUMN_TAGS)) {
                    findings.accept(on(page, "The section's tag %s is missing".formatted(tag)));
                }
            } else {
                findings.accept(
                        on(page, "Its section is not in the site text: choose another section"));
            }
        }
    }

    private static final class TruthfulTags extends Metadata {
        private final String host;

        TruthfulTags(String host) {
            this.host = host;
        }

        @Override
        public String id() {
            return "META-4";
        }

        @Override
        public String looksAt() {
            return "Title and date in the tags are those that readers see; SiteDomain is the host";
        }

        @Override
        public void page(CheckedPage page, CheckedSite site, Consumer<Finding> findings) {
            String domain = page.onlyMeta("SiteDomain");
            if (domain != null && !domain.equals(host) && !domain.equals(ConformanceGate.UNSET)) {
                findings.accept(
                        onSite(
                                page,
                                "SiteDomain is %s, but readers reach the site at %s: set gongkai.publisher.origin"
                                        .formatted(domain, host)));
            }
            if (page.article() != null) {
                article(page, page.article(), findings);
            }
        }

        private void article(CheckedPage page, Article article, Consumer<Finding> findings) {
            String heading = page.facts().heading();
            String title = page.onlyMeta("ArticleTitle");
            if (title != null && (heading == null || !squeezed(heading).equals(squeezed(title)))) {
                findings.accept(on(page, "ArticleTitle is not the title that readers see"));
            }
            String date = page.onlyMeta("PubDate");
            if (date == null) {
                return;
            }
            String released = PUB_DATE.format(article.firstPublished());
            if (!date.equals(released)) {
                findings.accept(
                        on(
                                page,
                                "PubDate is %s, but the document was released at %s"
                                        .formatted(date, released)));
            }
            if (page.facts().times().stream().noneMatch(text -> text.contains(date))) {
                findings.accept(on(page, "PubDate " + date + " is not what readers see"));
            }
        }

        private static String squeezed(String text) {
            return SPACE.matcher(text).replaceAll(" ").strip();
        }
    }
}
