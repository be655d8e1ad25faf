package org.gongkai.publisher.render;

import org.gongkai.publisher.approved.SiteText;
import org.gongkai.publisher.catalogue.ListKey;
import org.gongkai.publisher.catalogue.ReleasedDocument;
import org.gongkai.publisher.kind.KindPage;
import org.gongkai.publisher.render.view.Link;
import org.gongkai.publisher.render.view.ListPage;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Function;

/**
 * One list of documents with all its pages: of a section, a unit, a tag or a month.
 *
 * @param list which documents
 * @param section the section, null for another list
 * @param description what stands under the heading
 * @param path the address of the first page
 * @param fed whether it has feeds
 * @param others the heading over the neighbours
 * @param neighbours makes the links to other lists of its kind
 */
record ListPages(
        ListKey list,
        SiteText.@Nullable Section section,
        String heading,
        String description,
        String path,
        boolean fed,
        String others,
        Function<Lookup, List<Link>> neighbours) {

    String pathOf(int number) {
        return number == 0 ? path : path + "page/" + number + "/";
    }

    /** The page of this number; 0 is the first page. */
    ListPage page(int number, Lookup lookup) {
        Paging<ReleasedDocument> paging = new Paging<>(lookup.shared().catalogue().list(list));
        List<ReleasedDocument> documents;
        if (number == 0) {
            documents = lookup.newest(list, Paging.SIZE);
        } else {
            lookup.window(list, number);
            documents = paging.page(number);
        }
        lookup.end(list, number);
        if (section != null) {
            lookup.section(section.key());
        }
        Items items = new Items(lookup);
        return new ListPage(
                new Frames(lookup).ofList(section, heading, description, path, number, fed),
                heading,
                description,
                path,
                number,
                items.items(documents),
                documents.stream().allMatch(document -> isPictorial(document, lookup)),
                number == 0 ? null : path,
                newer(number, paging.numbered()),
                older(number, paging.numbered()),
                others,
                neighbours.apply(lookup));
    }

    private @Nullable String newer(int number, int numbered) {
        if (number == 0) {
            return null;
        }
        return number == numbered ? path : pathOf(number + 1);
    }

    private @Nullable String older(int number, int numbered) {
        int older = number == 0 ? numbered : number - 1;
        return older == 0 ? null : pathOf(older);
    }

    private static boolean isPictorial(ReleasedDocument document, Lookup lookup) {
        return lookup.kind(document.kind()).page().list() == KindPage.ListStyle.CARDS
                && lookup.card(document).picture() != null;
    }
}
