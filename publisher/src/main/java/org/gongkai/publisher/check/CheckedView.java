package org.gongkai.publisher.check;

import org.gongkai.publisher.approved.SiteText;
import org.gongkai.publisher.catalogue.ListKey.Shelf;
import org.gongkai.publisher.catalogue.ReleasedDocument;
import org.gongkai.publisher.render.Article;
import org.gongkai.publisher.render.SiteView;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** One state of the site, as the gate asks for it. */
final class CheckedView implements CheckedSite {
    private static final String PAGE = "index.html";

    private final SiteView view;
    private final Predicate<String> files;
    private final Map<String, Boolean> answers = new ConcurrentHashMap<>();

    CheckedView(SiteView view, Predicate<String> files) {
        this.view = view;
        this.files = files;
    }

    @Override
    public Instant at() {
        return view.at();
    }

    @Override
    public SiteText text() {
        return view.text();
    }

    @Override
    public Optional<SiteText.Section> section(String key) {
        return view.text().section(key);
    }

    @Override
    public Optional<Article> byDocument(UUID document) {
        return view.catalogue().live(document).map(view.articles()::read);
    }

    @Override
    public Optional<Article> byPage(String file) {
        return file.endsWith("/" + PAGE)
                ? view.catalogue()
                        .at(file.substring(0, file.length() - PAGE.length()))
                        .map(view.articles()::read)
                : Optional.empty();
    }

    @Override
    public boolean answers(String file) {
        Boolean known = answers.get(file); // every page asks for the same few
        return known != null ? known : answers.computeIfAbsent(file, files::test);
    }

    @Override
    public Optional<Instant> newestIn(String section) {
        return view.catalogue().on(Shelf.SECTION, section).newest(1).stream()
                .findFirst()
                .map((ReleasedDocument newest) -> newest.live().firstPublished());
    }
}
