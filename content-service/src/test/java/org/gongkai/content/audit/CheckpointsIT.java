package org.gongkai.content.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gongkai.content.WholeApplication;
import org.gongkai.content.canonical.Digest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

class CheckpointsIT extends WholeApplication {
    @Autowired private Checkpoints checkpoints;
    @Autowired private AuditLog audit;
    @Autowired private TransactionTemplate transactions;
    @Autowired private JdbcClient app;

    @Test
    void aCheckpointCoversEveryEntryInTheOrderOfWriting() {
        write();
        assertThat(checkpoints.take()).isEqualTo(folded(Long.MAX_VALUE));
        Checkpoint before = checkpoints.take();
        write();
        Checkpoint after = checkpoints.take();
        assertThat(after.entries()).isEqualTo(before.entries() + 1);
        assertThat(folded(before.entries())).isEqualTo(before);
    }

    @Test
    void checkpointsTakenWhileManyWriteMissNothing() throws Exception {
        List<Checkpoint> taken = new ArrayList<>();
        try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> writers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                writers.add(
                        pool.submit(
                                () -> {
                                    for (int n = 0; n < 15; n++) {
                                        write();
                                    }
                                }));
            }
            for (int i = 0; i < 5; i++) {
                taken.add(checkpoints.take());
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
        }
        taken.add(checkpoints.take());
        for (Checkpoint checkpoint : taken) {
            assertThat(folded(checkpoint.entries())).isEqualTo(checkpoint);
        }
    }

    @Test
    void aCheckpointIsNeitherChangedNorDeleted() {
        write();
        checkpoints.take();
        assertThatThrownBy(() -> app.sql("delete from audit_checkpoint").update())
                .isInstanceOf(DataAccessException.class);
    }

    private void write() {
        transactions.executeWithoutResult(
                status ->
                        audit.append(
                                UUID.randomUUID().toString(), "tester", "tried", Map.of("n", 1)));
    }

    /** What anybody makes of an export. */
    private Checkpoint folded(long entries) {
        TreeMap<Long, Digest> written = new TreeMap<>();
        audit.each((entry, at) -> written.put(at, entry.hash()));
        Checkpoint checkpoint = Checkpoint.NOTHING;
        for (Digest hash : written.values()) {
            if (checkpoint.entries() < entries) {
                checkpoint = checkpoint.and(hash);
            }
        }
        return checkpoint;
    }
}
