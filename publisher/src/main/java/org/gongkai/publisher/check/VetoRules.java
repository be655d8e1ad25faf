package org.gongkai.publisher.check;

import org.gongkai.publisher.Finding;
import org.gongkai.publisher.approved.SiteText;

import java.util.List;
import java.util.function.Consumer;

/** One-vote vetoes of 国办秘函〔2019〕19号 that software can guard: VETO-1, VETO-3, VETO-4, VETO-6. */
final class VetoRules {
    static final String SOURCE = "国办秘函〔2019〕19号《政府网站与政务新媒体检查指标》单项否决";

    private VetoRules() {}

    static List<Rule> all(Reach reach) {
        return List.of(new EmptySection(), new Freshness(), new Undated(), new DeadLinks(reach));
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
        public String looksAt() {
            return "A section without documents has no page";
        }

        @Override
        public void site(CheckedSite site, Consumer<Finding> findings) {
            for (SiteText.Section section : site.text().sections()) {
                if (!site.sectionIsFilled(section.key())
                        && site.answers("/" + section.key() + "/index.html")) {
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
        public String looksAt() {
            return "Pages of documents show a date";
        }

        @Override
        public void page(CheckedPage page, CheckedSite site, Consumer<Finding> findings) {
            if (page.isArticle() && !page.facts().dated()) {
                findings.accept(on(page, "The page shows no date"));
            }
        }
    }

    private static final class DeadLinks extends Veto {
        private final Reach reach;

        DeadLinks(Reach reach) {
            this.reach = reach;
        }

        @Override
        public String id() {
            return "VETO-6";
        }

        @Override
        public String looksAt() {
            return "Links and files on this site exist";
        }

        @Override
        public void page(CheckedPage page, CheckedSite site, Consumer<Finding> findings) {
            if (page.status() != 200) {
                return;
            }
            for (String link : page.facts().links()) {
                if (!reach.leadsSomewhere(link, page.path(), site)) {
                    findings.accept(
                            on(
                                    page,
                                    "The link %s leads nowhere: correct or remove it"
                                            .formatted(link)));
                }
            }
        }
    }
}
