package org.gongkai.publisher.serving;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.handler.AbstractHandlerMapping;

import java.util.Set;

/**
 * Sends every reader's request to the site that no controller has taken. Stands just before Spring
 * Boot's static resources, which would take everything; theirs lie under the paths that are left
 * alone.
 */
final class SiteHandlerMapping extends AbstractHandlerMapping {
    private final SiteHandler site;
    private final Set<String> elsewhere;

    SiteHandlerMapping(SiteHandler site, Set<String> elsewhere) {
        this.site = site;
        this.elsewhere = elsewhere;
        setOrder(Ordered.LOWEST_PRECEDENCE - 2);
    }

    @Override
    protected @Nullable Object getHandlerInternal(HttpServletRequest request) {
        boolean reading = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        String path = request.getRequestURI().substring(request.getContextPath().length());
        return reading && elsewhere.stream().noneMatch(path::startsWith) ? site : null;
    }
}
