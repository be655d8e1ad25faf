package org.gongkai.content.document;

import org.gongkai.content.canonical.Digest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import java.time.Instant;
import java.util.Optional;

/**
 * The store of revisions: immutable content, named by its digest. The same content is stored once.
 */
@Repository
public class Revisions {
    private final JdbcClient jdbc;

    Revisions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Keeps content under its digest; content that is kept already is not stored again.
     *
     * @throws ContentRefused if exactly this content was erased for privacy
     */
    void keep(Content content, CanonicalForm form, Instant at) {
        int added =
                jdbc.sql(
                                "insert into revision (digest, canonical, created_at) values (:digest, :canonical, :at) on conflict do nothing")
                        .param("digest", form.digest().bytes())
                        .param("canonical", form.bytes())
                        .param("at", Editions.timestamp(at))
                        .update();
        if (added == 0) {
            refuseErased(form.digest());
            return;
        }
        for (AssetUse use : content.assets()) {
            jdbc.sql(
                            "insert into revision_asset (digest, sha256) values (:digest, :sha256) on conflict do nothing")
                    .param("digest", form.digest().bytes())
                    .param("sha256", use.sha256().bytes())
                    .update();
        }
    }

    /**
     * The number of the edition that the revision belongs to, the newest if there are several.
     *
     * @param drafts whether it may be one that was never handed in
     * @throws NoSuchRevision if it belongs to none of the document
     */
    int editionOf(DocumentId document, Digest digest, boolean drafts) {
        return jdbc.sql(
                        """
                        select e.number from edition e join edition_revision r on r.edition_id = e.id
                        where e.document_id = :document and r.digest = :digest and\s"""
                                + HandedIn.CONDITION
                                + " order by e.number desc limit 1")
                .param("document", document.value())
                .param("digest", digest.bytes())
                .param("all", drafts)
                .query(Integer.class)
                .optional()
                .orElseThrow(() -> new NoSuchRevision(document, "revision " + digest));
    }

    private void refuseErased(Digest digest) {
        if (canonical(digest).isEmpty()) {
            throw new ContentRefused(
                    "ERASED",
                    "body",
                    "Exactly this content was withdrawn for privacy and erased; leave out what was personal.");
        }
    }

    /** The content of a revision; empty if there is none of that digest, or it was erased. */
    public Optional<Content> content(Digest digest) {
        return canonical(digest).map(CanonicalForm::read);
    }

    /**
     * The canonical bytes of a revision; empty if there is none of that digest, or it was erased.
     */
    public Optional<byte[]> canonical(Digest digest) {
        return jdbc.sql(
                        "select canonical from revision where digest = :digest and canonical is not null")
                .param("digest", digest.bytes())
                .query((row, n) -> row.getBytes(1))
                .optional();
    }
}
