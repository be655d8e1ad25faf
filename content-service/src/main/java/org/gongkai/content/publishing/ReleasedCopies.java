package org.gongkai.content.publishing;

import org.gongkai.content.canonical.Digest;
import org.gongkai.content.erasure.PublishedCopies;
import org.gongkai.publisher.Erasure;
import org.gongkai.publisher.KeptReleases;
import org.gongkai.publisher.Sha256;
import org.springframework.stereotype.Component;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What the publisher keeps of documents, here or in a process of its own. */
@Component
class ReleasedCopies implements PublishedCopies {
    private final KeptReleases releases;

    ReleasedCopies(KeptReleases releases) {
        this.releases = releases;
    }

    @Override
    public int erase(Traces traces) {
        return releases.erase(
                new Erasure(
                        traces.document().value(),
                        traces.path(),
                        traces.removedIn(),
                        digests(traces.revisions()),
                        digests(traces.assets())));
    }

    @Override
    public boolean unindex() {
        return releases.unindexWhatIsGone();
    }

    private static Set<Sha256> digests(List<Digest> digests) {
        return digests.stream().map(digest -> new Sha256(digest.hex())).collect(Collectors.toSet());
    }
}
