package org.gongkai.publisher.check;

import org.gongkai.publisher.Finding;
import org.gongkai.publisher.approved.SiteText;
import org.jsoup.nodes.Element;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One-vote vetoes of 国办秘函〔2019〕19号 that software can guard: VETO-1, VETO-4, VETO-6. */
final class VetoRules {
    static final String SOURCE = "国办秘函〔2019〕19号《政府网站与政务新媒体检查指标》单项否决";

    private VetoRules() {}

    static List<Rule> all() {
        return List.of(new EmptySection(), new Undated(), new DeadLinks());
    }

    private abstract static class Veto implements Rule {
        @Override
        public String source() {
            return SOURCE;
        }

        @Override
        public Finding.Severity severity() {
            return Finding.Severity.BLOCK;
        }
    }

    private static final class EmptySection extends Veto {
        @Override
        public String id() {
            return "VETO-1";
        }

        @Override
        public void contents(CheckedSite site, Consumer<Finding> findings) {
            Set<String> filled =
                    site.contents().articles().stream()
                            .map(article -> article.content().section())
                            .collect(Collectors.toSet());
            for (SiteText.Section section : site.contents().text().sections()) {
                if (!filled.contains(section.key())
                        && site.paths().contains("/" + section.key() + "/index.html")) {
                    findings.accept(
                            onSite(
                                    null,
                                    "The section %s shows nothing and must not be shown itself"
                                            .formatted(section.name())));
                }
            }
        }
    }

    private static final class Undated extends Veto {
        @Override
        public String id() {
            return "VETO-4";
        }

        @Override
        public void page(CheckedPage page, CheckedSite site, Consumer<Finding> findings) {
            if (page.isArticle() && page.first("time[datetime]") == null) {
                findings.accept(on(page, "The page shows no date"));
            }
        }
    }

    private static final class DeadLinks extends Veto {
        @Override
        public String id() {
            return "VETO-6";
        }

        @Override
        public void page(CheckedPage page, CheckedSite site, Consumer<Finding> findings) {
            if (page.status() != 200) {
                return;
            }
            links(page)
                    .distinct()
                    .filter(link -> !leadsSomewhere(link, page, site))
                    .forEach(
                            link ->
                                    findings.accept(
                                            on(
                                                    page,
                                                    "The link %s leads nowhere: correct or remove it"
                                                            .formatted(link))));
        }

        private static Stream<String> links(CheckedPage page) {
            return page.html().getAllElements().stream().flatMap(DeadLinks::links);
        }

        private static Stream<String> links(Element element) {
            Stream<String> plain =
                    Stream.of("href", "src", "poster", "action")
                            .filter(element::hasAttr)
                            .map(element::attr);
            if (!element.hasAttr("srcset")) {
                return plain;
            }
            Stream<String> sets =
                    Stream.of(element.attr("srcset").split(",", -1))
                            .map(candidate -> candidate.strip().split("\\s+", 2)[0]);
            return Stream.concat(plain, sets);
        }

        private static boolean leadsSomewhere(String link, CheckedPage page, CheckedSite site) {
            try {
                URI target = new URI(site.origin() + page.path()).resolve(new URI(link));
                String scheme = target.getScheme();
                boolean ours =
                        ("http".equals(scheme) || "https".equals(scheme))
                                && site.host().equalsIgnoreCase(target.getHost());
                return !ours || site.answers(target.getPath().isEmpty() ? "/" : target.getPath());
            } catch (URISyntaxException e) {
                return false;
            }
        }
    }
}
