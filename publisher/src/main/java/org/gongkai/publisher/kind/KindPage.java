package org.gongkai.publisher.kind;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How readers see the documents of a kind. What is left out has its usual value.
 *
 * @param template the theme's template for the page of a document
 * @param icon a name from the theme's drawings
 * @param schema the type in schema.org
 * @param badge the word beside a title in lists; null for none
 * @param badgeOf the field whose value is that word instead; null for none
 * @param facts the fields that stand in a table above the text
 * @param factsFrom how many of them make a table; fewer stand under the title
 * @param list how a list shows documents if all of them have pictures
 * @param card how a document stands among pictures
 * @param standing whether it is named in the footer instead of among the news
 * @param shelf a place of its own on the front page; null for none
 */
public record KindPage(
        String template,
        String icon,
        String schema,
        @Nullable String badge,
        @Nullable String badgeOf,
        List<String> facts,
        int factsFrom,
        ListStyle list,
        Card card,
        boolean standing,
        @Nullable Shelf shelf) {
    private static final Pattern SCHEMA = Pattern.compile("[A-Z][A-Za-z]{2,40}");

    /** Titles in rows, or cards with pictures. */
    public enum ListStyle {
        ROWS,
        CARDS
    }

    /**
     * A card.
     *
     * @param shape of its picture
     * @param mark an icon upon the picture; null for none
     */
    public record Card(Shape shape, @Nullable String mark) {
        /** Of a picture: as videos are, or as photographs are. */
        public enum Shape {
            WIDE,
            PHOTO
        }

        /** A wide picture is what is usual. */
        public Card {
            shape = shape == null ? Shape.WIDE : shape;
        }
    }

    /**
     * A shelf on the front page with the newest that have a picture.
     *
     * @param place among the shelves, from the top
     * @param size how many it shows, 3 or 4
     */
    public record Shelf(String title, int place, int size) {
        /** Three or four fill a row. */
        public Shelf {
            if (title == null || title.isBlank() || size < 3 || size > 4) {
                throw new IllegalArgumentException("A shelf has a title and a size of 3 or 4");
            }
        }
    }

    /** What a file leaves out is filled in. */
    public KindPage {
        template = template == null ? "article.jte" : template;
        icon = icon == null ? "article" : icon;
        schema = schema == null ? "NewsArticle" : schema;
        facts = facts == null ? List.of() : List.copyOf(facts);
        factsFrom = Math.max(1, factsFrom);
        list = list == null ? ListStyle.ROWS : list;
        card = card == null ? new Card(Card.Shape.WIDE, null) : card;
        if (!SCHEMA.matcher(schema).matches()) {
            throw new IllegalArgumentException("“" + schema + "” is no type of schema.org");
        }
        if (badge != null && badgeOf != null) {
            throw new IllegalArgumentException("Either badge or badgeOf, not both");
        }
    }

    static KindPage usual() {
        return new KindPage(
                "article.jte",
                "article",
                "NewsArticle",
                null,
                null,
                List.of(),
                1,
                ListStyle.ROWS,
                new Card(Card.Shape.WIDE, null),
                false,
                null);
    }

    /** The fields of the kind that the page speaks of. */
    List<String> fieldsNamed() {
        List<String> named = new ArrayList<>(facts);
        if (badgeOf != null) {
            named.add(badgeOf);
        }
        return named;
    }

    /** The drawings that the page needs. */
    public List<String> icons() {
        return card.mark() == null ? List.of(icon) : List.of(icon, card.mark());
    }
}
