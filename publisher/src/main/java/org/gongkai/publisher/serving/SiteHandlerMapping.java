package org.gongkai.publisher.serving;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.handler.AbstractHandlerMapping;

/**
 * Sends every reader's request to the site that no controller has taken. Stands just before Spring
 * Boot's static resources, which would take everything; theirs lie under the paths that are left
 * alone.
 */
final class SiteHandlerMapping extends AbstractHandlerMapping {
    private final SiteHandler site;
    private final Readers readers;

    SiteHandlerMapping(SiteHandler site, Readers readers) {
        this.site = site;
        this.readers = readers;
        setOrder(Ordered.LOWEST_PRECEDENCE - 2);
    }

    @Override
    protected @Nullable Object getHandlerInternal(HttpServletRequest request) {
        return readers.ask(request) ? site : null;
    }
}
