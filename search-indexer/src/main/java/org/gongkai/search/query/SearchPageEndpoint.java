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
                        .contentType(HTML);
        if (status == HttpStatus.SERVICE_UNAVAILABLE || status == HttpStatus.TOO_MANY_REQUESTS) {
            answer.header(HttpHeaders.RETRY_AFTER, SearchApi.RETRY_AFTER_SECONDS);
        }
        return answer.body(page.get().html().getBytes(StandardCharsets.UTF_8));
    }
}
