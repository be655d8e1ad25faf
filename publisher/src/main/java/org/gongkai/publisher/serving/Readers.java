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
        if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
            return false;
        }
        for (String beginning : elsewhere) {
            if (path.startsWith(beginning)) {
                return false;
            }
        }
        return true;
    }
}
