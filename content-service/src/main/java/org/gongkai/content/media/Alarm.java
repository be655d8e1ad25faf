package org.gongkai.content.media;

import org.gongkai.content.audit.AuditLog;
import org.gongkai.content.audit.Words;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.UnitKey;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import java.util.Map;
import java.util.Set;

/**
 * Tells the audit trail of files that were refused because they could do harm: an administrator
 * wants to know which machine they come from. Thread-safe.
 */
@Component
public class Alarm {
    private static final Set<FileRefused.Reason> HARMFUL =
            Set.of(FileRefused.Reason.INFECTED, FileRefused.Reason.ACTIVE);

    private final AuditLog audit;
    private final TransactionTemplate alone;

    Alarm(AuditLog audit, PlatformTransactionManager manager) {
        this.audit = audit;
        this.alone = new TransactionTemplate(manager);
        this.alone.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** Tells of a refusal; of one within a transaction when that is over, because it rolls back. */
    public void raise(Actor actor, UnitKey unit, String name, FileRefused refusal) {
        if (!HARMFUL.contains(refusal.reason())) {
            return;
        }
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            append(actor, unit, name, refusal);
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(
                new TransactionSynchronization() {
                    @Override
                    public void afterCompletion(int status) {
                        append(actor, unit, name, refusal);
                    }
                });
    }

    private void append(Actor actor, UnitKey unit, String name, FileRefused refusal) {
        Map<String, Object> detail =
                Map.of(
                        "unit",
                        unit.value(),
                        "fileName",
                        new Words(Reception.fileName(name)),
                        "reason",
                        refusal.reason().name(),
                        "said",
                        new Words(String.valueOf(refusal.getMessage())));
        alone.executeWithoutResult(
                status -> audit.append(AuditLog.SYSTEM, actor.account(), "refused-file", detail));
    }
}
