package org.gongkai.publisher.render;

import org.gongkai.publisher.approved.SiteText;
import org.gongkai.publisher.kind.KindPage;
import org.gongkai.publisher.render.view.Link;
import org.gongkai.publisher.render.view.ListPage;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * One list of documents with all its pages: a section's or a unit's.
 *
 * @param section the section, null for a unit
 * @param path the address of the first page
 */
record ListPages(
        Frames frames,
        Items items,
        SiteText.@Nullable Section section,
        String heading,
        String description,
        String path,
        Paging<Article> paging,
        List<Link> neighbours) {

    int numbered() {
        return paging.numbered();
    }

    String pathOf(int number) {
        return number == 0 ? path : path + "page/" + number + "/";
    }

    /** The page of this number; 0 is the first page. */
    ListPage page(int number) {
        List<Article> articles = number == 0 ? paging.first() : paging.page(number);
        return new ListPage(
                frames.ofList(section, heading, description, path, number),
                heading,
                description,
                number,
                items.items(articles),
                articles.stream().allMatch(this::isPictorial),
                number == 0 ? null : path,
                newer(number),
                older(number),
                neighbours);
    }

    private @Nullable String newer(int number) {
        if (number == 0) {
            return null;
        }
        return number == numbered() ? path : pathOf(number + 1);
    }

    private @Nullable String older(int number) {
        int older = number == 0 ? numbered() : number - 1;
        return older == 0 ? null : pathOf(older);
    }

    private boolean isPictorial(Article article) {
        return items.kind(article).page().list() == KindPage.ListStyle.CARDS
                && Pictures.cover(article).isPresent();
    }
}
