package org.gongkai.search.query;

import org.gongkai.search.SearchShell;
import org.gongkai.search.SearchUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.MultiValueMap;

import java.util.List;
import java.util.Optional;

/** Asks, and fills the released shell with what came of it; the page answers whatever happens. */
final class SearchPages {
    private static final Logger LOG = LoggerFactory.getLogger(SearchPages.class);

    private final SearchShell shell;
    private final AddressRate rate;
    private final Searches searches;
    private final RelatedDocuments related;
    private final HotQueries hot;

    SearchPages(
            SearchShell shell,
            AddressRate rate,
            Searches searches,
            RelatedDocuments related,
            HotQueries hot) {
        this.shell = shell;
        this.rate = rate;
        this.searches = searches;
        this.related = related;
        this.hot = hot;
    }

    /** A page to send. */
    record Filled(PageState state, String html) {}

    /**
     * Empty before the first release.
     *
     * @param address of the reader
     */
    Optional<Filled> page(MultiValueMap<String, String> parameters, String address) {
        boolean tooMany = !rate.allows(address);
        return shell.html()
                .map(html -> fill(new FilledShell(html, parameters), parameters, tooMany));
    }

    private Filled fill(
            FilledShell page, MultiValueMap<String, String> parameters, boolean tooMany) {
        PageState state = tooMany ? PageState.TOO_MANY : ask(page, parameters);
        page.say(state);
        return new Filled(state, page.html());
    }

    private PageState ask(FilledShell page, MultiValueMap<String, String> parameters) {
        try {
            String document = parameters.getFirst("related");
            if (document != null && !document.isBlank()) {
                return related(page, document);
            }
            Question question = Question.of(parameters);
            if (question.empty()) {
                return empty(page);
            }
            Answer answer = searches.answer(question);
            page.show(answer);
            return answer.hits().isEmpty() ? nothing(page) : PageState.FOUND;
        } catch (Unanswerable e) {
            return PageState.of(e.reason());
        } catch (SearchUnavailable e) {
            LOG.warn(e.getMessage());
            return PageState.UNAVAILABLE;
        } catch (IndexBehind e) {
            LOG.info(e.getMessage());
            return PageState.UPDATING;
        }
    }

    private PageState related(FilledShell page, String document) {
        List<Answer.Hit> hits =
                related.to(document).documents().stream()
                        .map(RelatedDocuments.Document::hit)
                        .toList();
        page.showRelated(hits);
        return hits.isEmpty() ? PageState.NONE : PageState.FOUND;
    }

    /** Whether the engine is there is said before anybody types. */
    private PageState empty(FilledShell page) {
        if (!searches.available()) {
            return PageState.UNAVAILABLE;
        }
        page.offer(hot.live());
        return PageState.EMPTY;
    }

    private PageState nothing(FilledShell page) {
        page.offer(hot.live());
        return PageState.NONE;
    }
}
