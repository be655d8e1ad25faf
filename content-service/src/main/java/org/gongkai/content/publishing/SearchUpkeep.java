package org.gongkai.content.publishing;

import org.gongkai.content.audit.AuditLog;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.NotAllowed;
import org.gongkai.content.people.Role;
import org.gongkai.publisher.IndexReport;
import org.gongkai.publisher.IndexUpkeep;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import java.util.Map;

/**
 * Where somebody has the search index brought in order. Who did, and what came of it, is audited.
 */
@Service
class SearchUpkeep {
    private final IndexUpkeep upkeep;
    private final AuditLog audit;
    private final TransactionTemplate transaction;

    SearchUpkeep(IndexUpkeep upkeep, AuditLog audit, PlatformTransactionManager transactions) {
        this.upkeep = upkeep;
        this.audit = audit;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * @throws NotAllowed if the actor is neither publisher nor administrator
     */
    IndexReport reconcile(Actor by) {
        allow(by);
        return audited(by, upkeep.reconcile());
    }

    /**
     * @throws NotAllowed if the actor is neither publisher nor administrator
     */
    IndexReport rebuild(Actor by) {
        allow(by);
        return audited(by, upkeep.rebuild());
    }

    private static void allow(Actor by) {
        if (!by.holds(Role.PUBLISHER) && !by.holds(Role.ADMINISTRATOR)) {
            throw new NotAllowed(
                    "The search index is kept by a publisher or an administrator; you hold neither role.");
        }
    }

    private IndexReport audited(Actor by, IndexReport report) {
        transaction.executeWithoutResult(
                status ->
                        audit.append(
                                AuditLog.SYSTEM,
                                by.account(),
                                "reconciled",
                                Map.of(
                                        "release", report.release(),
                                        "differed", report.differed(),
                                        "repaired", report.repaired(),
                                        "rebuilt", report.rebuilt())));
        return report;
    }
}
