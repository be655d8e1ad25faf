package org.gongkai.publisher.plan;

import org.gongkai.publisher.render.Article;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** By public date, and within one release by the day and running number in the path. */
final class NewestFirst {
    private static final Pattern DAY_AND_NUMBER = Pattern.compile("/(\\d{4}/\\d{4})-(\\d{1,9})/$");

    static final Comparator<Article> ORDER =
            Comparator.comparing(Article::firstPublished)
                    .thenComparing(NewestFirst::day)
                    .thenComparingInt(NewestFirst::number)
                    .thenComparing(article -> article.content().path())
                    .reversed();

    private NewestFirst() {}

    private static String day(Article article) {
        Matcher matcher = DAY_AND_NUMBER.matcher(article.content().path());
        return matcher.find() ? matcher.group(1) : "";
    }

    private static int number(Article article) {
        Matcher matcher = DAY_AND_NUMBER.matcher(article.content().path());
        return matcher.find() ? Integer.parseInt(matcher.group(2)) : 0;
    }
}
