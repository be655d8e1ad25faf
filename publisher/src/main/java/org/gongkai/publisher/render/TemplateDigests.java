package org.gongkai.publisher.render;

import org.gongkai.publisher.Sha256;

import java.security.MessageDigest;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What each template is made of: itself and the templates that it calls, and those that they call.
 */
final class TemplateDigests {
    private static final Pattern CALL = Pattern.compile("@template\\.([A-Za-z0-9_.]+)\\(");

    private TemplateDigests() {}

    /**
     * @param sources every template by its name, such as {@code article.jte}
     */
    static SortedMap<String, Sha256> of(Map<String, String> sources) {
        SortedMap<String, Sha256> digests = new TreeMap<>();
        for (String name : sources.keySet()) {
            TreeSet<String> called = new TreeSet<>();
            gather(name, sources, called);
            MessageDigest digest = Sha256.digest();
            for (String each : called) {
                RendererDigest.add(digest, each, sources.getOrDefault(each, ""));
            }
            digests.put(name, Sha256.ofComputed(digest.digest()));
        }
        return digests;
    }

    private static void gather(String name, Map<String, String> sources, TreeSet<String> called) {
        if (called.add(name)) {
            CALL.matcher(sources.getOrDefault(name, ""))
                    .results()
                    .forEach(
                            call ->
                                    gather(
                                            call.group(1).replace('.', '/') + ".jte",
                                            sources,
                                            called));
        }
    }
}
