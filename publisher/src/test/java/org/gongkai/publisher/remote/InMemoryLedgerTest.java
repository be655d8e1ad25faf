package org.gongkai.publisher.remote;

import org.gongkai.publisher.ReleaseLedger;

class InMemoryLedgerTest extends ReleaseLedgerContract {
    @Override
    ReleaseLedger ledger() {
        return recorded;
    }
}
