package org.gongkai.publisher.released;

import org.gongkai.publisher.ConformanceReport;
import org.gongkai.publisher.Finding;
import org.gongkai.publisher.ReleaseArchive;
import org.gongkai.publisher.ReleaseRecords;
import org.gongkai.publisher.archive.WarcArchive;
import org.gongkai.publisher.output.Manifest;
import org.gongkai.publisher.output.ReleaseStore;
import org.gongkai.publisher.render.SiteIdentity;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/** What this process keeps of its releases. */
public final class KeptRecords implements ReleaseRecords {
    private final ReleaseSource releases;
    private final ReleaseStore store;
    private final SiteIdentity identity;
    private final Supplier<List<Finding>> since;

    /**
     * @param releases which of the kept releases became public
     * @param since what was found amiss on pages after they had become public
     */
    public KeptRecords(
            ReleaseSource releases,
            ReleaseStore store,
            SiteIdentity identity,
            Supplier<List<Finding>> since) {
        this.releases = releases;
        this.store = store;
        this.identity = identity;
        this.since = since;
    }

    @Override
    public Optional<ReleaseArchive> archive(long release) {
        return releases.manifest(release).map(this::archive);
    }

    @Override
    public Optional<ConformanceReport> conformance(long release) {
        return releases.shown()
                .filter(shown -> release <= shown.number())
                .flatMap(
                        shown ->
                                store.conformance(release)
                                        .map(
                                                report ->
                                                        release == shown.number()
                                                                ? report.and(foundOn(release))
                                                                : report));
    }

    private List<Finding> foundOn(long release) {
        Manifest shown = releases.manifest(release).orElse(null);
        return shown == null
                ? List.of()
                : since.get().stream().filter(finding -> isShown(finding, shown)).toList();
    }

    private static boolean isShown(Finding finding, Manifest shown) {
        return finding.path() != null
                && shown.entry(finding.path())
                        .filter(entry -> Objects.equals(entry.edition(), finding.edition()))
                        .isPresent();
    }

    private ReleaseArchive archive(Manifest manifest) {
        return new WarcArchive(manifest, store, identity);
    }
}
