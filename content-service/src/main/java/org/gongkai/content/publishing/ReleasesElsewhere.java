package org.gongkai.content.publishing;

import org.gongkai.publisher.Sha256;
import org.gongkai.publisher.catalogue.Catalogues;
import org.gongkai.publisher.output.Manifest;
import org.gongkai.publisher.released.ReleaseSource;
import org.gongkai.publisher.remote.RemoteManifests;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a publisher in another process shows. The ledger is here, and no release is switched to that
 * it does not know of: while none is being activated, the active one is what readers see, whether
 * or not the publisher answers. Only in the moments between the record of the switch and the record
 * that it happened the publisher has to be asked.
 *
 * <p>Manifests come from the publisher, canonical forms from the database; both are checked against
 * their digests.
 */
class ReleasesElsewhere implements ReleaseSource {
    private final JdbcClient jdbc;
    private final RemoteManifests manifests;
    private final Catalogues catalogues = new Catalogues(this::forms);

    ReleasesElsewhere(JdbcClient jdbc, RemoteManifests manifests) {
        this.jdbc = jdbc;
        this.manifests = manifests;
    }

    @Override
    public Catalogues catalogues() {
        return catalogues;
    }

    private record Recorded(boolean active, Shown release) {}

    @Override
    public Optional<Shown> shown() {
        List<Recorded> recorded =
                jdbc.sql(
                                """
                                select number, state, manifest_root from release
                                where state = 'ACTIVE' or state = 'ACTIVATING'
                                """)
                        .query(
                                (row, n) ->
                                        new Recorded(
                                                row.getString("state").equals("ACTIVE"),
                                                new Shown(
                                                        row.getLong("number"),
                                                        Sha256.ofComputed(
                                                                row.getBytes("manifest_root")))))
                        .list();
        return recorded.stream().allMatch(Recorded::active)
                ? recorded.stream().map(Recorded::release).findAny()
                : manifests.shown();
    }

    @Override
    public Optional<Manifest> manifest(long number) {
        return jdbc.sql(
                        """
                        select manifest_root from release
                        where number = :number and state in ('ACTIVATING', 'ACTIVE', 'RETIRED')
                        """)
                .param("number", number)
                .query((row, n) -> Sha256.ofComputed(row.getBytes(1)))
                .optional()
                .flatMap(root -> manifests.manifest(number, root));
    }

    @Override
    public Map<Sha256, byte[]> forms(Collection<Sha256> digests) {
        Map<Sha256, byte[]> forms = HashMap.newHashMap(digests.size());
        byte[][] wanted =
                digests.stream()
                        .distinct()
                        .map(digest -> HexFormat.of().parseHex(digest.hex()))
                        .toArray(byte[][]::new);
        if (wanted.length > 0) {
            jdbc.sql(
                            """
                            select digest, canonical from revision
                            where digest = any(:digests) and canonical is not null
                            union all
                            select digest, canonical from proposal where digest = any(:digests)
                            """)
                    .param("digests", wanted)
                    .query(
                            row -> {
                                forms.put(
                                        Sha256.ofComputed(row.getBytes("digest")),
                                        row.getBytes("canonical"));
                            });
        }
        return forms;
    }
}
