package org.gongkai.publisher.render;

import org.gongkai.publisher.approved.SiteText;
import org.gongkai.publisher.render.view.HomePage;
import org.gongkai.publisher.render.view.HomePage.Block;
import org.gongkai.publisher.render.view.HomePage.Pair;
import org.gongkai.publisher.render.view.HomePage.Stop;
import org.gongkai.publisher.render.view.Link;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The front page. */
final class HomePages {
    private static final int HEADLINES = 10;
    private static final int BLOCK = 5;
    private static final int PAIRS = 3;
    private static final int VIDEOS = 3;
    private static final int STORIES = 4;

    private final SiteIndex index;
    private final Frames frames;
    private final Items items;

    HomePages(SiteIndex index, Frames frames, Items items) {
        this.index = index;
        this.frames = frames;
        this.items = items;
    }

    HomePage page() {
        Optional<Article> lead = lead();
        return new HomePage(
                frames.ofHome(),
                lead.map(items::item).orElse(null),
                items.items(headlines(lead)),
                sections(true),
                pairs(),
                items.items(newest("video", VIDEOS)),
                items.items(newest("picture-story", STORIES)),
                sections(false),
                units(),
                index.text().milestones().stream()
                        .map(
                                stop ->
                                        new Stop(
                                                ShanghaiTime.iso(stop.at()),
                                                ShanghaiTime.monthAndDay(stop.at()),
                                                stop.label()))
                        .toList());
    }

    /** The story that two people chose, or the newest with a picture, or the newest. */
    private Optional<Article> lead() {
        return Optional.ofNullable(index.text().lead())
                .flatMap(index::live)
                .or(
                        () ->
                                index.articles().stream()
                                        .filter(HomePages::isNews)
                                        .limit(HEADLINES)
                                        .filter(article -> Pictures.cover(article).isPresent())
                                        .findFirst())
                .or(() -> index.articles().stream().filter(HomePages::isNews).findFirst());
    }

    private List<Article> headlines(Optional<Article> lead) {
        return index.articles().stream()
                .filter(HomePages::isNews)
                .filter(article -> lead.isEmpty() || article != lead.get())
                .limit(HEADLINES)
                .toList();
    }

    private static boolean isNews(Article article) {
        return !article.content().kind().equals("page");
    }

    private List<Article> newest(String kind, int count) {
        return index.articles().stream()
                .filter(article -> article.content().kind().equals(kind))
                .filter(article -> Pictures.cover(article).isPresent())
                .limit(count)
                .toList();
    }

    private List<Block> sections(boolean blocks) {
        return index.liveSections().stream()
                .filter(section -> section.block() == blocks)
                .map(this::block)
                .toList();
    }

    private Block block(SiteText.Section section) {
        List<Article> articles = index.inSection(section.key());
        return new Block(
                section.key(),
                section.name(),
                section.description(),
                Frames.pathOf(section),
                items.items(articles.subList(0, Math.min(BLOCK, articles.size()))));
    }

    private List<Pair> pairs() {
        List<Pair> pairs = new ArrayList<>();
        for (Article article : index.articles()) {
            List<Article> interpretations = index.interpretationsOf(article.document());
            if (!interpretations.isEmpty()) {
                pairs.add(
                        new Pair(
                                items.item(article),
                                article.content().field("documentNumber").orElse(null),
                                items.items(
                                        interpretations.subList(
                                                0, Math.min(PAIRS, interpretations.size())))));
            }
            if (pairs.size() == PAIRS) {
                break;
            }
        }
        return List.copyOf(pairs);
    }

    private List<Link> units() {
        return index.liveUnits().stream()
                .map(unit -> new Link(unit.name(), Frames.pathOfUnit(unit.key())))
                .toList();
    }
}
