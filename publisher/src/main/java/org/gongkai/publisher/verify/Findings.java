package org.gongkai.publisher.verify;

import org.gongkai.publisher.DigestMismatch;
import org.gongkai.publisher.ProofFinding;
import org.gongkai.publisher.ProofFinding.Kind;
import org.gongkai.publisher.Sha256;
import org.gongkai.publisher.output.Damage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What was found: all of it counted, the first thousand by name. Thread-safe. */
final class Findings {
    private static final int NAMED = 1000;

    private final List<ProofFinding> named = new ArrayList<>();
    private final Set<Sha256> objects = new HashSet<>();
    private long count;

    synchronized void add(ProofFinding finding) {
        count++;
        if (named.size() < NAMED) {
            named.add(finding);
        }
    }

    void add(Kind kind, Object subject, Object expected, Object found) {
        add(
                new ProofFinding(
                        kind,
                        String.valueOf(subject),
                        String.valueOf(expected),
                        String.valueOf(found)));
    }

    void add(Damage damage) {
        add(of(damage));
    }

    static ProofFinding of(Damage damage) {
        return new ProofFinding(
                Kind.valueOf(damage.kind().name()),
                damage.file(),
                damage.expected(),
                damage.found());
    }

    /**
     * An object of the store that is not what it has to be; told once, whoever needs it.
     *
     * @param neededFor a file, a document, or a part of the manifest
     */
    synchronized void addObject(Kind kind, Sha256 digest, String neededFor) {
        if (objects.add(digest)) {
            add(
                    kind,
                    neededFor,
                    "sha256 " + digest,
                    kind == Kind.OBJECT_MISSING ? "nothing" : "other bytes");
        }
    }

    /** An object that could not be read. */
    void addObject(RuntimeException failure, Sha256 digest, String neededFor) {
        boolean damaged = failure instanceof DigestMismatch || failure.getCause() != null;
        addObject(damaged ? Kind.OBJECT_DAMAGED : Kind.OBJECT_MISSING, digest, neededFor);
    }

    synchronized long count() {
        return count;
    }

    synchronized List<ProofFinding> named() {
        return named.stream()
                .sorted(
                        Comparator.comparing(ProofFinding::kind)
                                .thenComparing(ProofFinding::subject))
                .toList();
    }
}
