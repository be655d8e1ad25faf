package org.gongkai.publisher.remote;

import org.gongkai.publisher.InMemoryContent;
import org.gongkai.publisher.ReleaseLedger;
import org.junit.jupiter.api.BeforeEach;

class HttpReleaseLedgerTest extends ReleaseLedgerContract {
    private final ReleaseLedger ledger = new HttpReleaseLedger(PublishingServer.peer());

    @BeforeEach
    void serve() {
        PublishingServer.serve(new InMemoryContent(), recorded);
    }

    @Override
    ReleaseLedger ledger() {
        return ledger;
    }
}
