package org.gongkai.publisher.released;

import org.gongkai.publisher.ConformanceReport;
import org.gongkai.publisher.ReleaseArchive;
import org.gongkai.publisher.ReleaseRecords;
import org.gongkai.publisher.archive.WarcArchive;
import org.gongkai.publisher.output.Manifest;
import org.gongkai.publisher.output.ReleaseStore;
import org.gongkai.publisher.render.SiteIdentity;

import java.util.Optional;

/** What this process keeps of its releases. */
public final class KeptRecords implements ReleaseRecords {
    private final ReleaseSource releases;
    private final ReleaseStore store;
    private final SiteIdentity identity;

    /**
     * @param releases which of the kept releases became public
     */
    public KeptRecords(ReleaseSource releases, ReleaseStore store, SiteIdentity identity) {
        this.releases = releases;
        this.store = store;
        this.identity = identity;
    }

    @Override
    public Optional<ReleaseArchive> archive(long release) {
        return releases.manifest(release).map(this::archive);
    }

    @Override
    public Optional<ConformanceReport> conformance(long release) {
        return releases.shown()
                .filter(shown -> release <= shown.number())
                .flatMap(shown -> store.conformance(release));
    }

    private ReleaseArchive archive(Manifest manifest) {
        return new WarcArchive(manifest, store, identity);
    }
}
