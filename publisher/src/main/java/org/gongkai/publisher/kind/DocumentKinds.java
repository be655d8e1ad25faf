package org.gongkai.publisher.kind;

import org.gongkai.publisher.Sha256;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All kinds of documents, in their order. Immutable. */
public final class DocumentKinds {
    private final Map<String, DocumentKind> byKey = new LinkedHashMap<>();
    private final Sha256 digest;

    /**
     * @param digest over the files that declare them
     * @throws IllegalArgumentException if a relation leads to a kind that is not among them
     */
    DocumentKinds(List<DocumentKind> kinds, Sha256 digest) {
        this.digest = digest;
        kinds.stream()
                .sorted(
                        Comparator.comparingInt(DocumentKind::order)
                                .thenComparing(DocumentKind::key))
                .forEach(kind -> byKey.put(kind.key(), kind));
        for (DocumentKind kind : kinds) {
            for (KindField field : kind.relations()) {
                field.related().stream()
                        .flatMap(relation -> relation.to().stream())
                        .filter(to -> !byKey.containsKey(to))
                        .findFirst()
                        .ifPresent(
                                to -> {
                                    throw new IllegalArgumentException(
                                            "The field “%s” of the kind %s leads to the kind “%s”, which is not declared"
                                                    .formatted(field.key(), kind.key(), to));
                                });
            }
        }
    }

    /**
     * The kinds whose files {@code kinds/*.yaml} lie on a class path, from every jar and directory
     * on it.
     *
     * @throws IllegalStateException naming the file and what is wrong in it
     */
    public static DocumentKinds read(ClassLoader classPath) {
        return KindFiles.read(classPath);
    }

    public Collection<DocumentKind> all() {
        return byKey.values();
    }

    public Optional<DocumentKind> find(String key) {
        return Optional.ofNullable(byKey.get(key));
    }

    /** The kind, or for one that is not declared here, one without fields that is shown plainly. */
    public DocumentKind of(String key) {
        return find(key).orElseGet(() -> DocumentKind.unknown(key));
    }

    /** What pages and search documents follow from; another one renders and indexes anew. */
    public Sha256 digest() {
        return digest;
    }

    /**
     * Of what decides how documents are found, so that a change of looks leaves the index alone.
     */
    public Sha256 searchDigest() {
        StringBuilder roles = new StringBuilder();
        for (DocumentKind kind : new TreeMap<>(byKey).values()) {
            if (!kind.searched()) {
                roles.append(kind.key()).append(" NONE\n");
            }
            for (KindField field : kind.fields()) {
                if (field.search() != KindField.Search.NONE) {
                    roles.append(kind.key()).append(' ').append(field.key());
                    roles.append(' ').append(field.search()).append(field.choices()).append('\n');
                }
            }
        }
        return Sha256.of(roles.toString().getBytes(StandardCharsets.UTF_8));
    }
}
