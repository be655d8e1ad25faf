package org.gongkai.publisher.serving;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.gongkai.publisher.output.LiveTree;
import org.gongkai.publisher.output.Manifest.Entry;
import org.gongkai.publisher.output.ReleaseStore;
import org.gongkai.publisher.output.SiteTrees;
import org.springframework.http.HttpHeaders;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.util.UriUtils;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Answers readers from the current tree. The tree is looked up once for each request, and the file
 * is opened before it is asked whether the tree is still of that release: so status, headers and
 * body are all of one release (decision 11).
 *
 * <p>Paths are looked up in the manifest, never in the file system: what is not in the manifest
 * cannot be reached.
 */
final class SiteHandler implements HttpRequestHandler {
    static final String RELEASE = "X-Gongkai-Release";
    private static final String FILLED = "/search/index.html";
    private static final int ATTEMPTS = 5;
    private static final String NOT_YET =
            """
            <!DOCTYPE html>
            <html lang="zh-CN"><head><meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>尚未发布</title></head>
            <body><main><h1>本专栏尚未发布</h1>
            <p>内容正在准备和审核，首次发布后即可在此浏览。</p></main></body></html>
            """;

    private final SiteTrees trees;
    private final ReleaseStore store;

    SiteHandler(SiteTrees trees, ReleaseStore store) {
        this.trees = trees;
        this.store = store;
    }

    /**
     * Answers a request for a file that the site has and no controller fills; leaves every other
     * one alone.
     *
     * @return whether it was answered
     */
    boolean found(HttpServletRequest request, HttpServletResponse response) throws IOException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            LiveTree tree = trees.current().orElse(null);
            String file = file(path(request));
            if (tree == null || file.equals(FILLED)) {
                return false;
            }
            Entry entry = tree.entry(file).orElse(null);
            if (entry == null) {
                return false;
            }
            if (answer(tree, file, entry, request, response)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void handleRequest(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<LiveTree> tree = trees.current();
            if (tree.isEmpty()) {
                notYet(request, response);
                return;
            }
            if (answer(tree.get(), request, response)) {
                return;
            }
        }
        response.setHeader(HttpHeaders.RETRY_AFTER, "1");
        response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    }

    /** Answers from this tree; false if it has ceased to be of its release in the meantime. */
    private boolean answer(LiveTree tree, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String path = path(request);
        if (path.equals("/release.json")) {
            Answer.of(tree, "application/json", tree.releaseJson()).send(request, response);
            return true;
        }
        String file = file(path);
        Optional<Entry> entry = tree.entry(file);
        if (entry.isEmpty()) {
            file = path + "/index.html";
            entry = tree.entry(file);
            if (entry.isPresent() && entry.get().status() == HttpServletResponse.SC_OK) {
                redirect(tree, path + "/", request, response);
                return true;
            }
        }
        if (entry.isEmpty()) {
            file = "/404.html";
            entry = tree.entry(file);
        }
        if (entry.isEmpty()) {
            response.setHeader(RELEASE, Long.toString(tree.manifest().release()));
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return true;
        }
        return answer(tree, file, entry.get(), request, response);
    }

    private boolean answer(
            LiveTree tree,
            String file,
            Entry entry,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        boolean zipped = entry.compressed() && acceptsGzip(request);
        Optional<Answer> answer = Answer.of(tree, file, entry, zipped, store);
        if (answer.isEmpty()) {
            return false;
        }
        try (Answer opened = answer.get()) {
            opened.send(request, response);
        }
        return true;
    }

    private static String file(String path) {
        return path.endsWith("/") ? path + "index.html" : path;
    }

    private static String path(HttpServletRequest request) {
        String raw = request.getRequestURI().substring(request.getContextPath().length());
        try {
            return UriUtils.decode(raw, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return raw; // stands in no manifest
        }
    }

    private static void redirect(
            LiveTree tree, String to, HttpServletRequest request, HttpServletResponse response) {
        String query = request.getQueryString();
        response.setHeader(RELEASE, Long.toString(tree.manifest().release()));
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
        response.setHeader(
                HttpHeaders.LOCATION,
                request.getContextPath() + to + (query == null ? "" : "?" + query));
        response.setStatus(HttpServletResponse.SC_MOVED_PERMANENTLY);
    }

    private static boolean acceptsGzip(HttpServletRequest request) {
        String accepted = request.getHeader(HttpHeaders.ACCEPT_ENCODING);
        if (accepted == null) {
            return false;
        }
        boolean others = false;
        for (String coding : accepted.split(",", -1)) {
            String[] part = coding.strip().split("\\s*;\\s*", 2);
            boolean wanted = part.length == 1 || !part[1].matches("q=0(\\.0*)?");
            if (part[0].equalsIgnoreCase("gzip")) {
                return wanted; // what is named counts more than what is meant by a star
            }
            others |= part[0].equals("*") && wanted;
        }
        return others;
    }

    private static void notYet(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        byte[] page = NOT_YET.getBytes(StandardCharsets.UTF_8);
        response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setHeader(HttpHeaders.RETRY_AFTER, "60");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setContentType("text/html; charset=utf-8");
        response.setContentLength(page.length);
        if (!request.getMethod().equals("HEAD")) {
            response.getOutputStream().write(page);
        }
    }
}
