package org.gongkai.content.publishing;

import org.gongkai.content.audit.AuditLog;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.NotAllowed;
import org.gongkai.content.people.Role;
import org.gongkai.publisher.ProofReport;
import org.gongkai.publisher.ReleaseProof;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import java.util.Map;

/** Where somebody has the active release verified. Who did, and what came of it, is audited. */
@Service
class ReleaseVerification {
    private final ReleaseProof proof;
    private final AuditLog audit;
    private final TransactionTemplate transaction;

    ReleaseVerification(
            ReleaseProof proof, AuditLog audit, PlatformTransactionManager transactions) {
        this.proof = proof;
        this.audit = audit;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * @throws NotAllowed if the actor is neither publisher nor supervisor; or, for a repair, no
     *     publisher
     */
    VerifiedRelease verify(Actor by, boolean repair, boolean rerender) {
        boolean publisher = by.holds(Role.PUBLISHER);
        if (!publisher && !by.holds(Role.SUPERVISOR)) {
            throw new NotAllowed(
                    "A release is verified by a publisher or a supervisor; you hold neither role.");
        }
        if (repair && !publisher) {
            throw new NotAllowed(
                    "The site is repaired by a publisher; you do not hold that role. Verify without a repair.");
        }
        ProofReport report = proof.verify(repair, rerender);
        transaction.executeWithoutResult(
                status ->
                        audit.append(
                                AuditLog.SYSTEM,
                                by.account(),
                                "verified",
                                Map.of(
                                        "release", report.release(),
                                        "root", report.root().hex(),
                                        "found", report.found(),
                                        "repaired", report.mended(),
                                        "rendered", report.rendered())));
        return VerifiedRelease.of(report);
    }
}
