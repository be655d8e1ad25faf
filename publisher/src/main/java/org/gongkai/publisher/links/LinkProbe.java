package org.gongkai.publisher.links;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Asks whether a link leads somewhere. A name is resolved once, every address that it has must be
 * allowed, and the connection goes to the very address that was looked at; so does every hop of a
 * redirect. Only the head of an answer is read.
 */
final class LinkProbe {
    private static final int MOST_HOPS = 5;
    private static final int LONGEST_HEAD = 32 << 10;
    private static final String AGENT = "gongkai-link-check/1";

    private final Resolver resolver;
    private final Predicate<InetAddress> allowed;
    private final Ports ports;
    private final Duration patience;
    private final Pace pace;

    /** Finds the addresses of a name. */
    @FunctionalInterface
    interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    /** Which ports may be asked. */
    @FunctionalInterface
    interface Ports {
        boolean allow(int port);
    }

    /** Is told before each request. */
    @FunctionalInterface
    interface Pace {
        void before(String host) throws InterruptedException;
    }

    /**
     * @param patience how long connecting may take, and how long the head of an answer
     */
    LinkProbe(
            Resolver resolver,
            Predicate<InetAddress> allowed,
            Ports ports,
            Duration patience,
            Pace pace) {
        this.resolver = resolver;
        this.allowed = allowed;
        this.ports = ports;
        this.patience = patience;
        this.pace = pace;
    }

    private record Head(int status, @Nullable String location) {}

    /** What is wrong with the link; empty if it leads somewhere. */
    Optional<String> problem(URI link) throws InterruptedException {
        URI at = link;
        try {
            for (int hop = 0; hop <= MOST_HOPS; hop++) {
                Head head = ask("HEAD", at);
                if (head.status() >= 400) {
                    head = ask("GET", at); // some answer nothing else
                }
                if (head.status() < 300 || head.status() >= 400 || head.location() == null) {
                    return verdict(head.status());
                }
                at = at.resolve(head.location());
            }
            return Optional.of("redirects more than " + MOST_HOPS + " times");
        } catch (Refused e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            return Optional.of("redirects to what is no address");
        } catch (UnknownHostException e) {
            return Optional.of("names a host that is not known");
        } catch (SocketTimeoutException e) {
            return Optional.of("is not answered within " + patience.toSeconds() + " seconds");
        } catch (SSLException e) {
            return Optional.of("has no valid certificate");
        } catch (IOException e) {
            return Optional.of("cannot be reached");
        }
    }

    /** What asks for a password, or who asks too often, is there all the same. */
    private static Optional<String> verdict(int status) {
        boolean there =
                status < 400 || status == 401 || status == 403 || status == 405 || status == 429;
        return there ? Optional.empty() : Optional.of("is answered with " + status);
    }

    private Head ask(String method, URI link) throws IOException, InterruptedException {
        String scheme = String.valueOf(link.getScheme()).toLowerCase(Locale.ROOT);
        String host = link.getHost();
        boolean secure = scheme.equals("https");
        if (host == null || !(secure || scheme.equals("http")) || link.getRawUserInfo() != null) {
            throw new Refused("leads to an address that is not asked: " + link);
        }
        int port = link.getPort() >= 0 ? link.getPort() : secure ? 443 : 80;
        if (!ports.allow(port)) {
            throw new Refused("leads to port " + port + ", which is not asked");
        }
        InetAddress address = address(host);
        pace.before(host);
        long until = System.nanoTime() + patience.toNanos();
        try (Socket plain = new Socket()) {
            plain.setSoTimeout((int) patience.toMillis());
            plain.connect(new InetSocketAddress(address, port), (int) patience.toMillis());
            Socket socket = secure ? secured(plain, host, port) : plain;
            socket.getOutputStream().write(request(method, link, host));
            socket.getOutputStream().flush();
            return read(socket.getInputStream(), until);
        }
    }

    private InetAddress address(String host) throws IOException {
        String name = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        InetAddress[] addresses = resolver.resolve(name);
        for (InetAddress each : addresses) {
            if (!allowed.test(each)) {
                throw new Refused("leads to an address that is not public");
            }
        }
        if (addresses.length == 0) {
            throw new UnknownHostException(host);
        }
        return addresses[0];
    }

    private static Socket secured(Socket plain, String host, int port) throws IOException {
        SSLSocket socket =
                (SSLSocket)
                        ((SSLSocketFactory) SSLSocketFactory.getDefault())
                                .createSocket(plain, host, port, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private static byte[] request(String method, URI link, String host) {
        URI ascii = URI.create(link.toASCIIString());
        String path =
                ascii.getRawPath() == null || ascii.getRawPath().isEmpty()
                        ? "/"
                        : ascii.getRawPath();
        String query = ascii.getRawQuery() == null ? "" : "?" + ascii.getRawQuery();
        String port = link.getPort() < 0 ? "" : ":" + link.getPort();
        return """
                %s %s%s HTTP/1.1\r
                Host: %s%s\r
                User-Agent: %s\r
                Accept: */*\r
                Connection: close\r
                \r
                """
                .formatted(method, path, query, host, port, AGENT)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static Head read(InputStream in, long until) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n", Math.max(0, head.length() - 4)) < 0) {
            int one = in.read();
            if (one < 0 || head.length() > LONGEST_HEAD) {
                throw new IOException("no head of an answer");
            }
            if (System.nanoTime() - until > 0) {
                throw new SocketTimeoutException();
            }
            head.append((char) one);
        }
        String[] lines = head.toString().split("\r\n", -1);
        if (!lines[0].matches("HTTP/1\\.[01] [0-9]{3}.*")) {
            throw new IOException("no answer of HTTP");
        }
        String location = null;
        for (String line : lines) {
            if (line.regionMatches(true, 0, "Location:", 0, 9)) {
                location = line.substring(9).strip();
            }
        }
        return new Head(Integer.parseInt(lines[0].substring(9, 12)), location);
    }

    /** What is not asked at all. */
    private static final class Refused extends IOException {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }
}
