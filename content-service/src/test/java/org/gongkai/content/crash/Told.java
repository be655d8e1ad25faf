package org.gongkai.content.crash;

import java.util.ArrayList;
import java.util.List;

/** What a client was told about one document. Written by one thread, read when it has ended. */
final class Told {
    /** What is known of a change: asked for says that it may have happened, done that it has. */
    enum Known {
        NOT_ASKED,
        ASKED,
        DONE
    }

    final String id;
    final String digest;
    final String title;
    final String path;

    /** The accounts whose approval was acknowledged, in order. */
    final List<String> approvals = new ArrayList<>();

    /** Whether one more approval was asked for than was answered. */
    boolean approvalAsked;

    Known submitted = Known.NOT_ASKED;
    Known released = Known.NOT_ASKED;
    Known withdrawn = Known.NOT_ASKED;

    Told(String id, String digest, String title, String path) {
        this.id = id;
        this.digest = digest;
        this.title = title;
        this.path = path;
    }

    boolean approvedByAll() {
        return approvals.size() == 3;
    }

    boolean mustBePublic() {
        return released == Known.DONE && withdrawn == Known.NOT_ASKED;
    }

    @Override
    public String toString() {
        return "%s (%s), submitted %s, approved by %s, released %s, withdrawn %s"
                .formatted(title, path, submitted, approvals, released, withdrawn);
    }
}
