package org.gongkai.content.publishing;

import org.gongkai.content.audit.AuditLog;
import org.gongkai.content.document.Visibility;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.NotAllowed;
import org.gongkai.content.people.Role;
import org.gongkai.publisher.ConformanceReport;
import org.gongkai.publisher.Finding;
import org.gongkai.publisher.ReleaseArchive;
import org.gongkai.publisher.ReleaseRecords;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** What is handed out of a release, to whom. Thread-safe. */
@Service
public class ReleasePapers {
    private final ReleaseRecords records;
    private final AuditLog audit;
    private final JdbcClient jdbc;
    private final Visibility visibility;
    private final PublicAddress address;

    ReleasePapers(
            ReleaseRecords records,
            AuditLog audit,
            JdbcClient jdbc,
            Visibility visibility,
            PublicAddress address) {
        this.records = records;
        this.audit = audit;
        this.jdbc = jdbc;
        this.visibility = visibility;
        this.address = address;
    }

    /**
     * What the gate looked for and found when the release was made: what is about the site, and
     * about those documents that the reader may see.
     *
     * @throws NoSuchRelease if no release with this number became public and has a report
     */
    @Transactional(readOnly = true)
    public Conformance conformance(Actor by, long release) {
        ConformanceReport report =
                records.conformance(release).orElseThrow(() -> NoSuchRelease.kept(release));
        Map<UUID, UUID> documents = documents(by, report);
        List<Conformance.Found> findings =
                report.findings().stream()
                        .filter(
                                finding ->
                                        finding.edition() == null
                                                || documents.containsKey(finding.edition()))
                        .map(finding -> found(finding, documents))
                        .toList();
        return new Conformance(
                report.release(),
                report.instant(),
                report.rules().stream()
                        .map(
                                rule ->
                                        new Conformance.Rule(
                                                rule.id(),
                                                rule.source(),
                                                rule.severity().name(),
                                                rule.looksAt()))
                        .toList(),
                findings,
                report.findings().size() - findings.size());
    }

    /** The documents of those editions that the reader may see. */
    private Map<UUID, UUID> documents(Actor by, ConformanceReport report) {
        Map<UUID, UUID> documents = new HashMap<>();
        jdbc.sql(
                        """
                        select id, document_id from edition
                        where id = any(:editions) and (:overseer or unit_key = any(:units))
                        """)
                .param(
                        "editions",
                        report.findings().stream()
                                .map(Finding::edition)
                                .filter(Objects::nonNull)
                                .distinct()
                                .toArray(UUID[]::new))
                .param("overseer", visibility.overseer(by))
                .param("units", visibility.units(by))
                .query(
                        row -> {
                            documents.put(
                                    row.getObject(1, UUID.class), row.getObject(2, UUID.class));
                        });
        return documents;
    }

    private Conformance.Found found(Finding finding, Map<UUID, UUID> documents) {
        UUID edition = finding.edition();
        String path = finding.path();
        return new Conformance.Found(
                finding.rule(),
                finding.severity().name(),
                edition == null ? null : documents.get(edition),
                edition,
                path,
                path == null || finding.severity() == Finding.Severity.BLOCK
                        ? null
                        : address.of(path.replaceFirst("/index\\.html$", "/")),
                finding.message());
    }

    /**
     * The release as a web archive; that it was asked for is audited.
     *
     * @throws NotAllowed if the actor is neither publisher nor administrator
     * @throws NoSuchRelease if no release with this number became public and is still kept
     */
    @Transactional
    ReleaseArchive archive(Actor by, long release) {
        if (!by.holds(Role.PUBLISHER) && !by.holds(Role.ADMINISTRATOR)) {
            throw new NotAllowed(
                    "A release is archived by a publisher or an administrator; you hold neither role.");
        }
        ReleaseArchive archive =
                records.archive(release).orElseThrow(() -> NoSuchRelease.kept(release));
        audit.append(AuditLog.SYSTEM, by.account(), "release-archived", Map.of("release", release));
        return archive;
    }
}
