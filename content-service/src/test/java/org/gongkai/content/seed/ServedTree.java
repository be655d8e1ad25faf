package org.gongkai.content.seed;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** A released tree: what its compressed files cost, and how fast it is served. */
record ServedTree(Path directory) {
    private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
    private static final String NGINX =
            """
            user root;
            worker_processes auto;
            daemon off;
            pid %1$s/nginx.pid;
            error_log %1$s/nginx.log;
            events { worker_connections 1024; }
            http {
                access_log off;
                client_body_temp_path %1$s/body;
                types { text/html html; }
                open_file_cache max=10000;
                sendfile on;
                server { listen 127.0.0.1:%2$d; root %3$s; index index.html; }
            }
            """;

    /**
     * Seconds to compress what a release compressed, and to put it in place, on all processors and
     * with nothing else.
     */
    double secondsToCompress(Path scratch) throws IOException {
        Files.createDirectories(scratch);
        List<Path> compressed;
        try (Stream<Path> all = Files.walk(directory)) {
            compressed = all.filter(file -> file.toString().endsWith(".gz")).toList();
        }
        long started = System.nanoTime();
        compressed.parallelStream().forEach(file -> compress(file, scratch));
        double seconds = (System.nanoTime() - started) / 1e9;
        PublisherProcess.delete(scratch);
        return seconds;
    }

    private void compress(Path gz, Path scratch) {
        String name = gz.getFileName().toString();
        try {
            byte[] bytes =
                    Files.readAllBytes(gz.resolveSibling(name.substring(0, name.length() - 3)));
            ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 3);
            try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
                gzip.write(bytes);
            }
            Path target = scratch.resolve(directory.relativize(gz).toString().replace('/', '!'));
            Path temporary = target.resolveSibling(target.getFileName() + ".tmp");
            Files.write(temporary, out.toByteArray());
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Requests a second of the application and of nginx for one page of this tree. */
    void compareWithNginx(URI application, String path, Path scratch)
            throws IOException, InterruptedException {
        if (!Hugo.installed("wrk") || !Hugo.installed("nginx")) {
            System.out.println("serving is not measured: install wrk and nginx");
            return;
        }
        Files.createDirectories(scratch);
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path configuration = scratch.resolve("nginx.conf");
        Files.writeString(configuration, NGINX.formatted(scratch, port, directory.toRealPath()));
        rate(application.resolve(path)); // warms up
        double ours = rate(application.resolve(path));
        Process nginx = new ProcessBuilder("nginx", "-c", configuration.toString()).start();
        try {
            Thread.sleep(500);
            double theirs = rate(URI.create("http://127.0.0.1:" + port).resolve(path));
            System.out.printf(
                    "serving %s, requests/s: the application %.0f, nginx %.0f, ratio %.2f%n",
                    path, ours, theirs, ours / theirs);
        } finally {
            nginx.destroy();
            nginx.waitFor();
        }
    }

    private static double rate(URI page) throws IOException, InterruptedException {
        Process wrk =
                new ProcessBuilder("wrk", "-t1", "-c32", "-d5s", page.toString())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher rate = RATE.matcher(said);
        if (wrk.waitFor() != 0 || !rate.find() || said.contains("Non-2xx")) {
            throw new IllegalStateException("wrk says: " + said);
        }
        return Double.parseDouble(rate.group(1));
    }
}
