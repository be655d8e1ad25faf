package org.gongkai.publisher.check;

import org.gongkai.publisher.Finding;
import org.gongkai.publisher.approved.ApprovedContent.AssetUse;
import org.gongkai.publisher.kind.DocumentKind;
import org.gongkai.publisher.kind.DocumentKinds;
import org.gongkai.publisher.kind.KindField;
import org.gongkai.publisher.kind.KindField.Relation;
import org.gongkai.publisher.render.Article;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** Rules about what one document says or lacks: A11Y-2, KIND-1, and POL-1 as kinds declare it. */
final class DocumentRules {
    private DocumentRules() {}

    static List<Rule> all(DocumentKinds kinds) {
        List<Rule> rules = new ArrayList<>();
        rules.add(new TextAlternatives());
        rules.add(new DeclaredKind(kinds));
        for (DocumentKind kind : kinds.all()) {
            for (KindField field : kind.relations()) {
                field.related()
                        .filter(Relation::together)
                        .ifPresent(relation -> rules.add(new NamedDocument(kind, field, relation)));
            }
        }
        return List.copyOf(rules);
    }

    private static final class TextAlternatives implements Rule {
        @Override
        public String id() {
            return "A11Y-2";
        }

        @Override
        public String looksAt() {
            return "Pictures and videos have a text alternative";
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
        public void document(Article article, CheckedSite site, Consumer<Finding> findings) {
            for (AssetUse use : article.content().assets()) {
                if (needsText(use) && use.alt().isBlank()) {
                    findings.accept(
                            on(
                                    article,
                                    "%s has no text alternative: say in words what it shows"
                                            .formatted(use.fileName())));
                }
            }
        }

        private static boolean needsText(AssetUse use) {
            return switch (use.role()) {
                case LEAD, INLINE, VIDEO -> true;
                case POSTER, ATTACHMENT, CAPTIONS -> false;
            };
        }

        @Override
        public void page(CheckedPage page, CheckedSite site, Consumer<Finding> findings) {
            for (String image : page.facts().bareImages()) {
                findings.accept(on(page, "The image %s has no alt".formatted(image)));
            }
        }
    }

    /** What was written for a newer version is not shown by an older one that knows less of it. */
    private record DeclaredKind(DocumentKinds kinds) implements Rule {
        @Override
        public String id() {
            return "KIND-1";
        }

        @Override
        public String looksAt() {
            return "The publisher knows the kind of every document";
        }

        @Override
        public String source() {
            return "docs/model.md";
        }

        @Override
        public Finding.Severity severity() {
            return Finding.Severity.BLOCK;
        }

        @Override
        public void document(Article article, CheckedSite site, Consumer<Finding> findings) {
            String kind = article.content().kind();
            if (kinds.find(kind).isEmpty()) {
                findings.accept(
                        on(
                                article,
                                "This publisher does not know the kind %s: bring it to the version of the content service, or put kinds/%s.yaml on its class path"
                                        .formatted(kind, kind)));
            }
        }
    }

    /** A document that another one names must be public with it, where its kind says so. */
    private record NamedDocument(DocumentKind kind, KindField field, Relation relation)
            implements Rule {
        @Override
        public String id() {
            return relation.rule();
        }

        @Override
        public String looksAt() {
            return "What a document of the kind %s names in “%s” is public with it"
                    .formatted(kind.key(), field.key());
        }

        @Override
        public String source() {
            return relation.source();
        }

        @Override
        public Finding.Severity severity() {
            return Finding.Severity.BLOCK;
        }

        @Override
        public void document(Article article, CheckedSite site, Consumer<Finding> findings) {
            if (article.content().kind().equals(kind.key())) {
                String named = article.content().field(field.key()).orElse("");
                complaint(named, site).ifPresent(message -> findings.accept(on(article, message)));
            }
        }

        private Optional<String> complaint(String named, CheckedSite site) {
            if (named.isEmpty()) {
                return field.required()
                        ? Optional.of(
                                "It must name a document of the kind %s in “%s”"
                                        .formatted(kinds(), field.key()))
                        : Optional.empty();
            }
            return isShown(named, site)
                    ? Optional.empty()
                    : Optional.of(
                            "There is no public document %s of the kind %s, which it names in “%s”: release it first or with it"
                                    .formatted(named, kinds(), field.key()));
        }

        private String kinds() {
            return String.join(", ", relation.to());
        }

        private boolean isShown(String id, CheckedSite site) {
            try {
                return site.byDocument(UUID.fromString(id))
                        .filter(named -> relation.to().contains(named.content().kind()))
                        .isPresent();
            } catch (IllegalArgumentException e) {
                return false;
            }
        }
    }
}
