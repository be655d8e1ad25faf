package org.gongkai.publisher.check;

import org.gongkai.publisher.Finding;
import org.gongkai.publisher.approved.ApprovedContent.AssetUse;
import org.gongkai.publisher.render.Article;
import org.jsoup.nodes.Element;

import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** Rules about what one document says or lacks: A11Y-2 and POL-1. */
final class DocumentRules {
    private DocumentRules() {}

    static List<Rule> all() {
        return List.of(new TextAlternatives(), new PolicyOfInterpretation());
    }

    private static final class TextAlternatives implements Rule {
        @Override
        public String id() {
            return "A11Y-2";
        }

        @Override
        public String source() {
            return "GB/T 37668-2019; WCAG 2.2, 1.1.1";
        }

        @Override
        public Finding.Severity severity() {
            return Finding.Severity.BLOCK;
        }

        @Override
        public void contents(CheckedSite site, Consumer<Finding> findings) {
            for (Article article : site.contents().articles()) {
                for (AssetUse use : article.content().assets()) {
                    if (needsText(use) && use.alt().isBlank()) {
                        findings.accept(
                                new Finding(
                                        id(),
                                        severity(),
                                        article.edition(),
                                        article.content().path(),
                                        "%s has no text alternative: say in words what it shows"
                                                .formatted(use.fileName())));
                    }
                }
            }
        }

        private static boolean needsText(AssetUse use) {
            return switch (use.role()) {
                case LEAD, INLINE, VIDEO -> true;
                case POSTER, ATTACHMENT -> false;
            };
        }

        @Override
        public void page(CheckedPage page, CheckedSite site, Consumer<Finding> findings) {
            for (Element image : page.html().select("img:not([alt])")) {
                findings.accept(on(page, "The image %s has no alt".formatted(image.attr("src"))));
            }
        }
    }

    private static final class PolicyOfInterpretation implements Rule {
        @Override
        public String id() {
            return "POL-1";
        }

        @Override
        public String source() {
            return "辽政办〔2022〕43号《辽宁省政府网站管理办法》";
        }

        @Override
        public Finding.Severity severity() {
            return Finding.Severity.BLOCK;
        }

        @Override
        public void contents(CheckedSite site, Consumer<Finding> findings) {
            for (Article article : site.contents().articles()) {
                if (article.content().kind().equals("interpretation")) {
                    String policy = article.content().field("interprets").orElse("");
                    if (!isShownPolicy(policy, site)) {
                        findings.accept(
                                new Finding(
                                        id(),
                                        severity(),
                                        article.edition(),
                                        article.content().path(),
                                        policy.isEmpty()
                                                ? "An interpretation must name the policy that it explains"
                                                : "The policy %s that it explains is not public: release it first or with it"
                                                        .formatted(policy)));
                    }
                }
            }
        }

        private static boolean isShownPolicy(String id, CheckedSite site) {
            try {
                Article policy = site.byDocument().get(UUID.fromString(id));
                return policy != null && policy.content().kind().equals("policy");
            } catch (IllegalArgumentException e) {
                return false;
            }
        }
    }
}
