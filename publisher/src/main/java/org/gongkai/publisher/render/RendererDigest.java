package org.gongkai.publisher.render;

import org.gongkai.publisher.Sha256;
import org.gongkai.publisher.approved.ApprovedContent;
import org.gongkai.publisher.catalogue.Catalogue;
import org.gongkai.publisher.kind.DocumentKind;
import org.gongkai.publisher.media.ReleasedMedia;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.TreeMap;

/**
 * The digest over the code that renders: this package with its views and compiled templates, and
 * those that it takes what it shows from, as they were loaded. So a version that renders otherwise
 * renders everything anew, and one that does not, nothing. Depends on the compiler, but on no time
 * of a build.
 */
final class RendererDigest {
    /** Computed once: it reads some hundred kilobytes. */
    static final Sha256 VALUE =
            compute(
                    RendererDigest.class,
                    Catalogue.class,
                    DocumentKind.class,
                    ApprovedContent.class,
                    ReleasedMedia.class);

    private RendererDigest() {}

    /** The digest over the packages of classes, and those below them. */
    static Sha256 compute(Class<?>... classes) {
        MessageDigest digest = Sha256.digest();
        for (Class<?> of : classes) {
            add(digest, of.getPackageName(), ofPackage(of).hex());
        }
        return Sha256.ofComputed(digest.digest());
    }

    private static Sha256 ofPackage(Class<?> of) {
        String self = of.getSimpleName() + ".class";
        String here = String.valueOf(of.getResource(self));
        String root = here.substring(0, here.length() - self.length());
        MessageDigest digest = Sha256.digest();
        try {
            Map<String, byte[]> classes = new TreeMap<>();
            for (Resource file :
                    new PathMatchingResourcePatternResolver().getResources(root + "**/*.class")) {
                String address = file.getURL().toString();
                classes.put(address.substring(root.length()), file.getContentAsByteArray());
            }
            classes.forEach((name, bytes) -> add(digest, name, bytes));
        } catch (IOException e) {
            throw new UncheckedIOException("The renderer's own classes cannot be read", e);
        }
        return Sha256.ofComputed(digest.digest());
    }

    static void addTo(MessageDigest digest) {
        add(digest, "renderer", VALUE.hex());
    }

    static void add(MessageDigest digest, String name, String text) {
        add(digest, name, text.getBytes(StandardCharsets.UTF_8));
    }

    static void add(MessageDigest digest, String name, byte[] bytes) {
        digest.update((name + "\n" + bytes.length + "\n").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
    }
}
