package org.gongkai.elasticsearch;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a node is to run.
 *
 * <pre>{@code
 * NodeConfiguration.in(Path.of("var/elasticsearch"))
 *         .withPort(9200)
 *         .withPasswordFrom(Path.of("var/secrets/elasticsearch"))
 * }</pre>
 *
 * @param home where the node keeps what it unpacks ({@code dist-...}), its {@code data} and its
 *     {@code logs}; made if it is missing
 * @param port the HTTP port on the loopback interface; 0 takes a free one
 * @param password of the one user, {@value EmbeddedElasticsearch#USERNAME}
 * @param heapMegabytes the size of the Java heap, taken at once
 * @param java the {@code java} executable
 * @param settings of Elasticsearch, which complete or replace this module's own; with settings
 *     about discovery the node becomes one of several
 */
public record NodeConfiguration(
        Path home,
        int port,
        String password,
        int heapMegabytes,
        Path java,
        Map<String, String> settings) {

    private static final int DEFAULT_HEAP_MEGABYTES = 512;

    public NodeConfiguration {
        home = home.toAbsolutePath().normalize();
        settings = Map.copyOf(new TreeMap<>(settings));
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("not a port (0 to 65535): " + port);
        }
        if (password.isBlank() || password.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "the password must not be blank nor contain control characters");
        }
        if (heapMegabytes < 128) {
            throw new IllegalArgumentException(
                    "Elasticsearch needs a heap of 128 MB at least, not " + heapMegabytes);
        }
        settings.keySet().forEach(NodeConfiguration::requireFree);
    }

    /** A node with this home, on a free port, with a new password and a heap of 512 MB. */
    public static NodeConfiguration in(Path home) {
        return new NodeConfiguration(
                home,
                0,
                Passwords.random(),
                DEFAULT_HEAP_MEGABYTES,
                Path.of(System.getProperty("java.home"), "bin", "java"),
                Map.of());
    }

    public NodeConfiguration withPort(int port) {
        return new NodeConfiguration(home, port, password, heapMegabytes, java, settings);
    }

    public NodeConfiguration withPassword(String password) {
        return new NodeConfiguration(home, port, password, heapMegabytes, java, settings);
    }

    /**
     * With the password in this file, which only its owner can read; made with a new password if it
     * is missing.
     *
     * @throws java.io.UncheckedIOException if the file can be neither read nor made
     */
    public NodeConfiguration withPasswordFrom(Path file) {
        return withPassword(Passwords.readOrMake(file));
    }

    public NodeConfiguration withHeapMegabytes(int heapMegabytes) {
        return new NodeConfiguration(home, port, password, heapMegabytes, java, settings);
    }

    public NodeConfiguration withJava(Path java) {
        return new NodeConfiguration(home, port, password, heapMegabytes, java, settings);
    }

    /** With one more setting of Elasticsearch, such as {@code cluster.initial_master_nodes}. */
    public NodeConfiguration withSetting(String key, String value) {
        Map<String, String> more = new TreeMap<>(settings);
        more.put(key, value);
        return new NodeConfiguration(home, port, password, heapMegabytes, java, more);
    }

    private static void requireFree(String key) {
        if (key.startsWith("path.")
                || key.startsWith("http.")
                || key.startsWith("network.")
                || key.endsWith("host")) {
            throw new IllegalArgumentException(
                    "the setting "
                            + key
                            + " belongs to the module, which keeps the node on the loopback"
                            + " interface and in its home");
        }
    }

    /** Everything but the password. */
    @Override
    public String toString() {
        return "NodeConfiguration[home=%s, port=%d, heapMegabytes=%d, java=%s, settings=%s]"
                .formatted(home, port, heapMegabytes, java, settings);
    }
}
