package org.gongkai.publisher.render;

import org.gongkai.publisher.Withdrawal;
import org.gongkai.publisher.approved.SiteText;
import org.gongkai.publisher.kind.DocumentKind;
import org.gongkai.publisher.kind.DocumentKinds;
import org.gongkai.publisher.kind.KindField;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What is live, looked up by document, section, unit and relation. Built once for a release in one
 * pass, so that no page searches the whole site.
 */
final class SiteIndex {
    /** The order of every list: the newest first; documents of one release by their path. */
    static final Comparator<Article> NEWEST_FIRST =
            Comparator.comparing(Article::firstPublished)
                    .reversed()
                    .thenComparing(article -> article.content().path());

    private final SiteContents contents;
    private final DocumentKinds kinds;
    private final List<Article> articles;
    private final Map<UUID, Article> byDocument = new HashMap<>();
    private final Map<UUID, Withdrawal> withdrawn = new HashMap<>();
    private final Map<String, List<Article>> bySection = new HashMap<>();
    private final Map<String, List<Article>> byUnit = new HashMap<>();
    private final Map<Naming, List<Article>> naming = new HashMap<>();
    private final Map<UUID, Integer> placeInSection = new HashMap<>();
    private final Map<String, SiteText.Section> sections = new HashMap<>();
    private final Map<String, SiteText.Unit> units = new HashMap<>();

    /** A document, and a field by which documents of a kind name it. */
    private record Naming(UUID target, String kind, String field) {}

    SiteIndex(SiteContents contents, DocumentKinds kinds) {
        this.contents = contents;
        this.kinds = kinds;
        articles = contents.articles().stream().sorted(NEWEST_FIRST).toList();
        contents.text().sections().forEach(section -> sections.put(section.key(), section));
        contents.text().units().forEach(unit -> units.put(unit.key(), unit));
        for (Article article : articles) {
            byDocument.put(article.document(), article);
            List<Article> neighbours = of(bySection, article.content().section());
            placeInSection.put(article.document(), neighbours.size());
            neighbours.add(article);
            of(byUnit, article.content().unit()).add(article);
            for (KindField field : kind(article).relations()) {
                target(article, field)
                        .ifPresent(
                                target ->
                                        of(
                                                        naming,
                                                        new Naming(
                                                                target,
                                                                article.content().kind(),
                                                                field.key()))
                                                .add(article));
            }
        }
        for (Withdrawal withdrawal : contents.withdrawals()) {
            withdrawn.put(withdrawal.document(), withdrawal);
        }
    }

    SiteContents contents() {
        return contents;
    }

    SiteText text() {
        return contents.text();
    }

    /** Every live document, newest first. */
    List<Article> articles() {
        return articles;
    }

    Optional<Article> live(UUID document) {
        return Optional.ofNullable(byDocument.get(document));
    }

    /** The public path of a live document. */
    Optional<String> path(UUID document) {
        return live(document).map(article -> article.content().path());
    }

    /**
     * The live document that takes the place of a withdrawn one: what it names, or if that is
     * withdrawn in its turn, what that one names, and so on.
     */
    Optional<Article> replacementOf(Withdrawal withdrawal) {
        Set<UUID> passed = new HashSet<>();
        Withdrawal at = withdrawal;
        while (at != null && at.replacedBy() != null && passed.add(at.document())) {
            Article live = byDocument.get(at.replacedBy());
            if (live != null) {
                return Optional.of(live);
            }
            at = withdrawn.get(at.replacedBy());
        }
        return Optional.empty();
    }

    /** The live document that explains a withdrawal. */
    Optional<Article> explanationOf(Withdrawal withdrawal) {
        return Optional.ofNullable(withdrawal.explainedBy()).flatMap(this::live);
    }

    Optional<SiteText.Section> section(String key) {
        return Optional.ofNullable(sections.get(key));
    }

    String unitName(String key) {
        SiteText.Unit unit = units.get(key);
        return unit == null ? key : unit.name();
    }

    /** The sections that have content, in the order of the navigation (VETO-1). */
    List<SiteText.Section> liveSections() {
        return contents.text().sections().stream()
                .filter(section -> bySection.containsKey(section.key()))
                .toList();
    }

    /** The units that have content, in the order of the site text. */
    List<SiteText.Unit> liveUnits() {
        return contents.text().units().stream()
                .filter(unit -> byUnit.containsKey(unit.key()))
                .toList();
    }

    List<Article> inSection(String key) {
        return bySection.getOrDefault(key, List.of());
    }

    List<Article> ofUnit(String key) {
        return byUnit.getOrDefault(key, List.of());
    }

    DocumentKinds kinds() {
        return kinds;
    }

    DocumentKind kind(Article article) {
        return kinds.of(article.content().kind());
    }

    /** The live documents of a kind that name this one in a field, newest first. */
    List<Article> naming(Article article, DocumentKind kind, KindField field) {
        return naming.getOrDefault(
                new Naming(article.document(), kind.key(), field.key()), List.of());
    }

    /** The live document that this one names in a field. */
    Optional<Article> named(Article article, KindField field) {
        return target(article, field).flatMap(this::live);
    }

    /** The next newer document of the same section. */
    Optional<Article> newer(Article article) {
        return neighbour(article, -1);
    }

    /** The next older document of the same section. */
    Optional<Article> older(Article article) {
        return neighbour(article, 1);
    }

    private Optional<Article> neighbour(Article article, int step) {
        Integer place = placeInSection.get(article.document());
        List<Article> neighbours = inSection(article.content().section());
        if (place == null || place + step < 0 || place + step >= neighbours.size()) {
            return Optional.empty();
        }
        return Optional.of(neighbours.get(place + step));
    }

    private static Optional<UUID> target(Article article, KindField field) {
        return article.content().field(field.key()).flatMap(SiteIndex::uuid);
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text.strip()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static <K> List<Article> of(Map<K, List<Article>> lists, K key) {
        return lists.computeIfAbsent(key, none -> new ArrayList<>());
    }
}
