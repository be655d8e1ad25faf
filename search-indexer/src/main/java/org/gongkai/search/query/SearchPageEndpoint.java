package org.gongkai.search.query;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The search page for browsers, complete without JavaScript. */
@Controller
class SearchPageEndpoint {
    private static final MediaType HTML = new MediaType("text", "html", StandardCharsets.UTF_8);

    /** That of every page of the site: the shell is one of them. */
    private static final String POLICY =
            "default-src 'self'; img-src 'self' data:; base-uri 'self'; object-src 'none';"
                    + " form-action 'self'; frame-ancestors 'self'";

    private final SearchPages pages;

    SearchPageEndpoint(SearchPages pages) {
        this.pages = pages;
    }

    @GetMapping("/search/")
    ResponseEntity<byte[]> page(
            @RequestParam MultiValueMap<String, String> parameters, HttpServletRequest request) {
        Optional<SearchPages.Filled> page = pages.page(parameters, request.getRemoteAddr());
        if (page.isEmpty()) {
            return ResponseEntity.notFound().cacheControl(CacheControl.noStore()).build();
        }
        HttpStatus status = page.get().state().status();
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.status(status)
                        .cacheControl(CacheControl.noStore())
                        .header("Content-Security-Policy", POLICY)
                        .header("X-Content-Type-Options", "nosniff")
                        .header("Referrer-Policy", "strict-origin-when-cross-origin")
                        .contentType(HTML);
        if (status == HttpStatus.SERVICE_UNAVAILABLE || status == HttpStatus.TOO_MANY_REQUESTS) {
            answer.header(HttpHeaders.RETRY_AFTER, SearchApi.RETRY_AFTER_SECONDS);
        }
        return answer.body(page.get().html().getBytes(StandardCharsets.UTF_8));
    }
}
