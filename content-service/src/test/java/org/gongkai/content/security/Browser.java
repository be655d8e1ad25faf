package org.gongkai.content.security;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.FormElement;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Somebody's browser: keeps cookies, fills in forms, and follows redirects from host to host. */
public final class Browser {
    private static final int MOST_REDIRECTS = 20;

    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient client =
            HttpClient.newBuilder()
                    .cookieHandler(cookies)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();
    private final URI home;

    /** Changes addresses on their way, as an attacker would. */
    private UnaryOperator<String> onTheWay = UnaryOperator.identity();

    public Browser(URI home) {
        this.home = home;
    }

    /** A page as it stands in the window. */
    public record Window(URI address, HttpResponse<String> response) {
        public Document page() {
            return Jsoup.parse(response.body(), address.toString());
        }

        public String text() {
            return page().body().text();
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        @Override
        public String toString() {
            return address + " answered " + response.statusCode() + ": " + text();
        }
    }

    /** From now on every redirect goes to what this makes of it. */
    void tamper(UnaryOperator<String> change) {
        onTheWay = change;
    }

    public Window open(String path) {
        return follow(HttpRequest.newBuilder(home.resolve(path)).GET());
    }

    /** Sends the only form of the page that has this field. */
    public Window send(Window window, String field, Map<String, String> values) {
        return sendFirst(window, "form:has([name=" + field + "])", values);
    }

    /** Sends the form of the page that goes to this path, as it is. */
    public Window press(Window window, String path) {
        return sendFirst(window, "form[action=" + path + "]", Map.of());
    }

    private Window sendFirst(Window window, String query, Map<String, String> values) {
        FormElement form =
                window.page().select(query).stream()
                        .map(FormElement.class::cast)
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("no " + query + ": " + window));
        Map<String, String> filled = new TreeMap<>();
        for (Element input : form.select("input[name]")) {
            filled.put(input.attr("name"), input.attr("value"));
        }
        filled.putAll(values);
        return follow(
                HttpRequest.newBuilder(URI.create(form.absUrl("action")))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(encoded(filled))));
    }

    /** A request of a script with the session's cookies; no redirect is followed. */
    HttpResponse<String> ask(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    HttpResponse<String> get(String path) {
        return ask(HttpRequest.newBuilder(home.resolve(path)).GET());
    }

    Optional<String> cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst();
    }

    private Window follow(HttpRequest.Builder request) {
        HttpRequest.Builder next = request;
        for (int i = 0; i < MOST_REDIRECTS; i++) {
            HttpResponse<String> response =
                    ask(next.header("Accept", "text/html,application/xhtml+xml"));
            Optional<String> location = response.headers().firstValue("Location");
            if (response.statusCode() / 100 != 3 || location.isEmpty()) {
                return new Window(response.uri(), response);
            }
            URI to = response.uri().resolve(location.get());
            next = HttpRequest.newBuilder(URI.create(onTheWay.apply(to.toString()))).GET();
        }
        throw new AssertionError("redirected without an end");
    }

    private static String encoded(Map<String, String> values) {
        return values.entrySet().stream()
                .map(
                        value ->
                                value.getKey()
                                        + "="
                                        + URLEncoder.encode(
                                                value.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
