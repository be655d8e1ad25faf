package org.gongkai.content.workbench;

import org.gongkai.content.document.DocumentView;
import org.gongkai.content.review.Remark;
import org.jspecify.annotations.Nullable;

import java.util.List;

/** A verdict as pages show it. */
record Judged(
        String stage,
        String who,
        @Nullable String onBehalfOf,
        String verdict,
        String comment,
        List<Remark> remarks,
        String at,
        boolean counts) {

    /** Every verdict on the latest edition, oldest first. */
    static List<Judged> of(DocumentView view, Names names) {
        return view.verdicts().stream()
                .map(
                        given ->
                                new Judged(
                                        given.stage().name(),
                                        given.name(),
                                        given.onBehalfOf(),
                                        given.verdict().name(),
                                        given.comment(),
                                        given.remarks(),
                                        names.time(given.at()),
                                        given.counts()))
                .toList();
    }
}
