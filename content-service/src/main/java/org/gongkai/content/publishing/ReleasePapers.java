package org.gongkai.content.publishing;

import org.gongkai.content.audit.AuditLog;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.NotAllowed;
import org.gongkai.content.people.Role;
import org.gongkai.publisher.ReleaseArchive;
import org.gongkai.publisher.ReleaseRecords;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import java.util.Map;

/** What is handed out of a release, to whom. Thread-safe. */
@Service
public class ReleasePapers {
    private final ReleaseRecords records;
    private final AuditLog audit;

    ReleasePapers(ReleaseRecords records, AuditLog audit) {
        this.records = records;
        this.audit = audit;
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
