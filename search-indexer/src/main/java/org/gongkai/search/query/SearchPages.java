package org.gongkai.search.query;

import org.gongkai.search.SearchShell;
import org.gongkai.search.SearchUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.MultiValueMap;

import java.util.Optional;

/** Asks, and fills the released shell with what came of it; the page answers whatever happens. */
final class SearchPages {
    private static final Logger LOG = LoggerFactory.getLogger(SearchPages.class);

    private final SearchShell shell;
    private final Searches searches;

    SearchPages(SearchShell shell, Searches searches) {
        this.shell = shell;
        this.searches = searches;
    }

    /** A page to send. */
    record Filled(PageState state, String html) {}

    /** Empty before the first release. */
    Optional<Filled> page(MultiValueMap<String, String> parameters) {
        return shell.html().map(html -> fill(new FilledShell(html, parameters), parameters));
    }

    private Filled fill(FilledShell page, MultiValueMap<String, String> parameters) {
        PageState state = ask(page, parameters);
        page.say(state);
        return new Filled(state, page.html());
    }

    private PageState ask(FilledShell page, MultiValueMap<String, String> parameters) {
        try {
            Question question = Question.of(parameters);
            if (question.empty()) {
                return searches.available() ? PageState.EMPTY : PageState.UNAVAILABLE;
            }
            Answer answer = searches.answer(question);
            page.show(answer);
            return answer.hits().isEmpty() ? PageState.NONE : PageState.FOUND;
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
}
