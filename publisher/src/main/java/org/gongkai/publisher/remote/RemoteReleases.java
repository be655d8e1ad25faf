package org.gongkai.publisher.remote;

import org.gongkai.publisher.ConformanceReport;
import org.gongkai.publisher.Erasure;
import org.gongkai.publisher.IndexReport;
import org.gongkai.publisher.IndexUpkeep;
import org.gongkai.publisher.KeptReleases;
import org.gongkai.publisher.ProofReport;
import org.gongkai.publisher.ReleaseArchive;
import org.gongkai.publisher.ReleaseFailed;
import org.gongkai.publisher.ReleaseProgress;
import org.gongkai.publisher.ReleaseProof;
import org.gongkai.publisher.ReleaseRecords;
import org.gongkai.publisher.ReleaseReport;
import org.gongkai.publisher.Releases;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;

import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Releases made by a publisher in another process. An answer takes as long as the release; if the
 * connection is lost in between, the publisher goes on, and its ledger says what became of it.
 */
public final class RemoteReleases
        implements Releases, KeptReleases, ReleaseProof, ReleaseRecords, IndexUpkeep {
    private static final Duration LONGEST_RELEASE = Duration.ofHours(1);
    private static final Duration QUICK = Duration.ofSeconds(10);

    private final Peer publisher;
    private final Peer soon;

    /**
     * @param url where the publisher is
     * @param token the secret that both processes share
     */
    public RemoteReleases(@Nullable URI url, String token) {
        publisher = new Peer("publisher", "gongkai.publisher.url", url, token, LONGEST_RELEASE);
        soon = new Peer("publisher", "gongkai.publisher.url", url, token, QUICK);
    }

    @Override
    public ReleaseReport release(String requestedBy) {
        try {
            return publisher
                    .send(
                            HttpMethod.POST,
                            ReleasesPort.RELEASES,
                            Map.of(),
                            new Wire.Request(requestedBy),
                            ReleaseReport.class)
                    .orElseThrow(() -> new ReleaseFailed("The publisher sent no report"));
        } catch (Unreachable | Misconfigured e) {
            throw new ReleaseFailed(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public ReleaseReport takeDown(String requestedBy) {
        return ask(ReleasesPort.TAKEDOWNS, new Wire.Request(requestedBy), ReleaseReport.class)
                .orElseThrow(() -> new ReleaseFailed("The publisher sent no report"));
    }

    @Override
    public ReleaseReport goBack(long to, String requestedBy) {
        return ask(ReleasesPort.BACK, new Wire.Back(to, requestedBy), ReleaseReport.class)
                .orElseThrow(() -> new ReleaseFailed("The publisher sent no report"));
    }

    @Override
    public int erase(Erasure erasure) {
        return ask(ReleasesPort.ERASURES, erasure, Wire.Number.class)
                .map(erased -> (int) erased.number())
                .orElseThrow(() -> new ReleaseFailed("The publisher did not say what it erased"));
    }

    @Override
    public boolean unindexWhatIsGone() {
        return ask(ReleasesPort.INDEX, new Wire.Request("erasure"), Wire.Done.class)
                .map(Wire.Done::done)
                .orElse(false);
    }

    @Override
    public ProofReport verify(boolean repair, boolean rerender) {
        return ask(
                        ReleasesPort.VERIFICATIONS,
                        new Wire.Verification(repair, rerender),
                        ProofReport.class)
                .orElseThrow(() -> new ReleaseFailed("The publisher did not say what it found"));
    }

    @Override
    public IndexReport reconcile() {
        return upkeep(ReleasesPort.RECONCILIATIONS);
    }

    @Override
    public IndexReport rebuild() {
        return upkeep(ReleasesPort.REBUILDS);
    }

    private IndexReport upkeep(String path) {
        return ask(path, Map.of(), IndexReport.class)
                .orElseThrow(() -> new ReleaseFailed("The publisher did not say what it found"));
    }

    @Override
    public Optional<ReleaseArchive> archive(long release) {
        Map<String, Long> number = Map.of("number", release);
        try {
            return publisher
                    .bytes(ReleasesPort.MANIFEST, number)
                    .map(
                            kept ->
                                    out -> {
                                        try (InputStream archive =
                                                publisher.open(ReleasesPort.ARCHIVE, number)) {
                                            archive.transferTo(out);
                                        }
                                    });
        } catch (Unreachable | Misconfigured e) {
            throw new ReleaseFailed(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public Optional<ConformanceReport> conformance(long release) {
        try {
            return soon.find(
                    ReleasesPort.CONFORMANCE, Map.of("number", release), ConformanceReport.class);
        } catch (Unreachable | Misconfigured e) {
            throw new ReleaseFailed(String.valueOf(e.getMessage()), e);
        }
    }

    private <T> Optional<T> ask(String path, Object body, Class<T> answer) {
        try {
            return publisher.send(HttpMethod.POST, path, Map.of(), body, answer);
        } catch (Unreachable | Misconfigured e) {
            throw new ReleaseFailed(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public Optional<ReleaseProgress> running() {
        return soon.find(ReleasesPort.RUNNING, Map.of(), ReleaseProgress.class);
    }
}
