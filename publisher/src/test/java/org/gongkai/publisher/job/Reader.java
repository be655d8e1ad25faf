package org.gongkai.publisher.job;

import org.gongkai.publisher.Sha256;
import org.gongkai.publisher.output.Manifest;
import org.gongkai.publisher.output.Manifest.Entry;
import org.gongkai.publisher.output.ReleaseStore;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * A reader who goes from the home page to sections, articles and files, follows each link, and
 * holds every answer to the manifest of the release that it names.
 */
final class Reader implements Runnable {
    private static final Pattern LINK = Pattern.compile("href=\"(/[^\"]+)\"");

    private final URI site;
    private final ReleaseStore store;
    private final boolean compressed;
    private final AtomicBoolean over;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<Long, Manifest> manifests = new ConcurrentHashMap<>();

    /** What was wrong, in words. */
    final List<String> wrong = new ArrayList<>();

    final Set<Long> releases = new TreeSet<>();
    int answers;
    int gone;

    Reader(URI site, ReleaseStore store, boolean compressed, AtomicBoolean over) {
        this.site = site;
        this.store = store;
        this.compressed = compressed;
        this.over = over;
    }

    private record Seen(long release, int status, String html) {}

    @Override
    public void run() {
        try {
            while (!over.get()) {
                goThrough();
            }
        } catch (IOException | RuntimeException e) {
            wrong.add(e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            wrong.add("interrupted");
        }
    }

    private void goThrough() throws IOException, InterruptedException {
        Seen home = get("/");
        for (String link : links(home)) {
            follow(home, link);
        }
    }

    /** A link seen in one release is found in it or in the next, or answers that it is gone. */
    private void follow(Seen from, String link) throws IOException, InterruptedException {
        Seen to = get(link);
        if (to.release() < from.release()) {
            wrong.add("went back from %d to %d at %s".formatted(from.release, to.release, link));
        }
        if (to.release() <= from.release() + 1 && to.status() != 200 && to.status() != 410) {
            wrong.add(
                    "%s, linked in %d, answers %d in %d"
                            .formatted(link, from.release, to.status, to.release));
        }
        if (to.status() == 200 && link.endsWith("/")) {
            for (String next : links(to)) {
                if (!next.endsWith("/")) {
                    follow(to, next);
                }
            }
        }
    }

    private Seen get(String path) throws IOException, InterruptedException {
        Thread.sleep(10); // a reader, not a flood: the releases must get on as well
        HttpRequest.Builder request = HttpRequest.newBuilder(site.resolve(path));
        if (compressed) {
            request.header("Accept-Encoding", "gzip");
        }
        HttpResponse<byte[]> response =
                client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        byte[] body = response.body();
        if (response.headers().firstValue("Content-Encoding").isPresent()) {
            try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
                body = in.readAllBytes();
            }
        }
        long release =
                response.headers().firstValueAsLong("X-Gongkai-Release").orElse(Long.MIN_VALUE);
        answers++;
        gone += response.statusCode() == 410 ? 1 : 0;
        if (release < 0) {
            wrong.add("%s answers %d of no release".formatted(path, response.statusCode()));
        } else {
            releases.add(release);
            compare(path, release, response.statusCode(), body);
        }
        return new Seen(release, response.statusCode(), new String(body, StandardCharsets.UTF_8));
    }

    private void compare(String path, long release, int status, byte[] body) {
        Manifest manifest =
                manifests.computeIfAbsent(release, number -> store.manifest(number).orElseThrow());
        Entry entry =
                manifest.entry(path.endsWith("/") ? path + "index.html" : path)
                        .or(() -> manifest.entry("/404.html"))
                        .orElseThrow();
        if (entry.status() != status || !entry.digest().equals(Sha256.of(body))) {
            wrong.add(
                    "%s answers %d with bytes that are not of %d".formatted(path, status, release));
        }
    }

    private static List<String> links(Seen page) {
        return LINK.matcher(page.html())
                .results()
                .map((MatchResult link) -> link.group(1))
                .distinct()
                .toList();
    }
}
