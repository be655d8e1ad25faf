package org.gongkai.content.publishing;

import org.gongkai.content.erasure.Eraser;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/** What a release took off the site for privacy can be erased from now on. */
@Component
class ErasureAfterRelease {
    private final Eraser eraser;

    ErasureAfterRelease(Eraser eraser) {
        this.eraser = eraser;
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void look(ReleaseActivated release) {
        eraser.look();
    }
}
