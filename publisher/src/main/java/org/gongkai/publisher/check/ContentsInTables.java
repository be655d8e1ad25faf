package org.gongkai.publisher.check;

import org.gongkai.publisher.approved.SiteText;
import org.gongkai.publisher.render.Article;
import org.gongkai.publisher.render.SiteContents;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** All contents, by what is asked for. */
final class ContentsInTables implements CheckedSite {
    private final SiteContents contents;
    private final Set<String> files;
    private final Map<String, SiteText.Section> sections;
    private final Map<UUID, Article> byDocument;
    private final Map<UUID, Article> byEdition;
    private final Map<String, Instant> newest = new HashMap<>();

    ContentsInTables(SiteContents contents, Set<String> files) {
        this.contents = contents;
        this.files = files;
        sections = by(contents.text().sections(), SiteText.Section::key);
        byDocument = by(contents.articles(), Article::document);
        byEdition = by(contents.articles(), Article::edition);
        for (Article article : contents.articles()) {
            newest.merge(
                    article.content().section(),
                    article.published(),
                    (one, other) -> one.isAfter(other) ? one : other);
        }
    }

    private static <K, V> Map<K, V> by(Iterable<V> values, Function<V, K> key) {
        Map<K, V> by = new HashMap<>();
        values.forEach(value -> by.put(key.apply(value), value));
        return by;
    }

    @Override
    public Instant at() {
        return contents.at();
    }

    @Override
    public SiteText text() {
        return contents.text();
    }

    @Override
    public Optional<SiteText.Section> section(String key) {
        return Optional.ofNullable(sections.get(key));
    }

    @Override
    public Optional<Article> byDocument(UUID document) {
        return Optional.ofNullable(byDocument.get(document));
    }

    @Override
    public Optional<Article> byEdition(UUID edition) {
        return Optional.ofNullable(byEdition.get(edition));
    }

    @Override
    public boolean answers(String file) {
        return files.contains(file);
    }

    @Override
    public Optional<Instant> newestIn(String section) {
        return Optional.ofNullable(newest.get(section));
    }
}
