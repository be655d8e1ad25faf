package org.gongkai.search.query;

import jakarta.servlet.http.HttpServletRequest;

import org.gongkai.search.SearchUnavailable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.propertyeditors.StringArrayPropertyEditor;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import java.net.URI;
import java.util.List;

/** The search API for scripts. */
@RestController
class SearchApi {
    private static final Logger LOG = LoggerFactory.getLogger(SearchApi.class);
    static final String RETRY_AFTER_SECONDS = "5";

    private final AddressRate rate;
    private final Searches searches;
    private final Suggestions suggestions;
    private final RelatedDocuments related;

    SearchApi(
            AddressRate rate,
            Searches searches,
            Suggestions suggestions,
            RelatedDocuments related) {
        this.rate = rate;
        this.searches = searches;
        this.suggestions = suggestions;
        this.related = related;
    }

    /**
     * A value of a field may hold a comma, which would otherwise divide it into two; NUL stands in
     * none.
     */
    @InitBinder
    void keepCommas(WebDataBinder binder) {
        binder.registerCustomEditor(String[].class, new StringArrayPropertyEditor("\0"));
    }

    /** Parameters are text, so that what is malformed is answered by our own words. */
    @GetMapping("/api/search")
    ResponseEntity<Answer> search(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") List<String> section,
            @RequestParam(defaultValue = "") List<String> kind,
            @RequestParam(defaultValue = "") List<String> unit,
            @RequestParam(defaultValue = "") List<String> year,
            @RequestParam(defaultValue = "") String[] field,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "relevance") String sort,
            @RequestParam(defaultValue = "1") String page,
            @RequestParam(defaultValue = "10") String size,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "false") String exact,
            HttpServletRequest request) {
        rate.ask(request.getRemoteAddr());
        MultiValueMap<String, String> parameters = new LinkedMultiValueMap<>();
        parameters.add("q", q);
        parameters.addAll("section", section);
        parameters.addAll("kind", kind);
        parameters.addAll("unit", unit);
        parameters.addAll("year", year);
        parameters.addAll("field", List.of(field));
        parameters.add("from", from);
        parameters.add("to", to);
        parameters.add("sort", sort);
        parameters.add("page", page);
        parameters.add("size", size);
        parameters.add("after", after);
        parameters.add("exact", exact);
        return json(searches.answer(Question.of(parameters)));
    }

    /** Live titles, and questions of the operator's list, for what was typed so far. */
    @GetMapping("/api/search/suggestions")
    ResponseEntity<Suggestions.Suggested> suggest(
            @RequestParam(defaultValue = "") String q, HttpServletRequest request) {
        rate.ask(request.getRemoteAddr());
        return json(suggestions.of(q));
    }

    /** Live documents that have to do with a live one. */
    @GetMapping("/api/search/related")
    ResponseEntity<RelatedDocuments.Related> related(
            @RequestParam(defaultValue = "") String id, HttpServletRequest request) {
        rate.ask(request.getRemoteAddr());
        return json(related.to(id));
    }

    private static <T> ResponseEntity<T> json(T answer) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.APPLICATION_JSON)
                .body(answer);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refuse(Unanswerable e) {
        return problem(
                HttpStatus.BAD_REQUEST, "search-query", "Question out of bounds", e.getMessage());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> tooMany(TooManyQuestions e) {
        return problem(
                HttpStatus.TOO_MANY_REQUESTS,
                "search-too-many",
                "Too many questions",
                "This address asks more often than it may. Try again in a moment.");
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> away(SearchUnavailable e) {
        LOG.warn(e.getMessage());
        return problem(
                HttpStatus.SERVICE_UNAVAILABLE,
                "search-unavailable",
                "Search is away",
                "The search engine does not answer. Try again in a moment.");
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> behind(IndexBehind e) {
        LOG.info(e.getMessage());
        return problem(
                HttpStatus.SERVICE_UNAVAILABLE,
                "search-updating",
                "Search is being updated",
                "The index is being brought up to the last release. Try again in a moment.");
    }

    private static ResponseEntity<ProblemDetail> problem(
            HttpStatus status, String type, String title, @Nullable String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(URI.create("/problems/" + type));
        problem.setTitle(title);
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.status(status)
                        .cacheControl(CacheControl.noStore())
                        .contentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (status != HttpStatus.BAD_REQUEST) {
            answer.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        return answer.body(problem);
    }
}
