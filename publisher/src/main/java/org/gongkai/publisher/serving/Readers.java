package org.gongkai.publisher.serving;

import jakarta.servlet.http.HttpServletRequest;

import java.util.Set;

/**
 * Which requests are a reader's, of the site itself.
 *
 * @param elsewhere beginnings of paths that another part of the server answers
 */
record Readers(Set<String> elsewhere) {

    boolean ask(HttpServletRequest request) {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        return (request.getMethod().equals("GET") || request.getMethod().equals("HEAD"))
                && elsewhere.stream().noneMatch(path::startsWith);
    }
}
