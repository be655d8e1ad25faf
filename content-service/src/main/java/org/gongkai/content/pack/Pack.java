package org.gongkai.content.pack;

import org.gongkai.content.canonical.Digest;
import org.gongkai.content.document.DocumentId;
import org.gongkai.content.media.Asset;
import org.gongkai.content.review.Approval.Verdict;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A pack for the municipal pre-review (送审包).
 *
 * @param number by which people call it; rises
 * @param campaign null if it holds what waited whatever the campaign
 * @param madeBy the name of who had it made
 * @param pdf whether its lists are in it as PDF, too
 * @param bytes the size of its file
 * @param sha256 of its file; null if that was erased, because it held what was withdrawn for
 *     privacy
 */
public record Pack(
        UUID id,
        long number,
        @Nullable String campaign,
        String madeBy,
        Instant madeAt,
        boolean pdf,
        long bytes,
        @Nullable Digest sha256,
        List<Item> items) {
    public Pack {
        items = List.copyOf(items);
    }

    /**
     * A document, and exactly what is asked about.
     *
     * @param number from 1
     * @param verdict what a spreadsheet said of it; null if none did yet
     */
    public record Item(int number, DocumentId document, Digest digest, @Nullable Verdict verdict) {}

    /**
     * A filled spreadsheet that came back.
     *
     * @param sha256 of its file
     * @param kept whether the file is still there; it is erased with the pack
     * @param verdicts how many were taken from it
     */
    public record Sheet(Digest sha256, String broughtBy, Instant at, boolean kept, int verdicts) {}

    Pack with(List<Item> other) {
        return new Pack(id, number, campaign, madeBy, madeAt, pdf, bytes, sha256, other);
    }

    /** As it was written. */
    Pack written(boolean withPdf, Asset file) {
        return new Pack(
                id, number, campaign, madeBy, madeAt, withPdf, file.bytes(), file.sha256(), items);
    }

    /** The item of a number. */
    public Optional<Item> item(int number) {
        return items.stream().filter(item -> item.number() == number).findFirst();
    }

    /** How many of its items have a verdict by spreadsheet. */
    public long judged() {
        return items.stream().filter(item -> item.verdict() != null).count();
    }
}
