package org.gongkai.publisher.serving;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import java.io.IOException;

/**
 * Answers readers before anything else is asked: what the site shows is for everyone, so there is
 * nobody to recognise and no controller to look for. That is most of what a request for a small
 * file costs.
 *
 * <p>Only files that stand in the manifest are answered here; who asks for anything else, or for a
 * page that a controller fills, goes the long way, at whose end {@link SiteHandler} stands again.
 */
final class ReaderFilter extends HttpFilter {
    private static final long serialVersionUID = 1;

    private final transient SiteHandler site;
    private final transient Readers readers;

    ReaderFilter(SiteHandler site, Readers readers) {
        this.site = site;
        this.readers = readers;
    }

    @Override
    protected void doFilter(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!readers.ask(request) || !site.found(request, response)) {
            chain.doFilter(request, response);
        }
    }
}
