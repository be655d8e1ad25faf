package org.gongkai.content.seed;

import org.gongkai.content.document.CanonicalForm;
import org.gongkai.content.document.Content;
import org.gongkai.content.document.EditionState;
import org.gongkai.content.document.PublicPath;
import org.gongkai.content.html.BodySanitizer;
import org.gongkai.content.people.Role;
import org.gongkai.content.review.ReviewStage;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import javax.sql.DataSource;

/**
 * Fills an empty database with documents whose first edition waits to become public: approved at
 * every stage by three different people, with valid digests. As the owner of the tables, past the
 * triggers.
 */
final class ApprovedSeed {
    private static final Instant START = Instant.parse("2015-01-05T01:00:00Z");

    private final Seed seed;
    private final BodySanitizer sanitizer = new BodySanitizer();
    private final Map<String, String> sanitized = new HashMap<>();

    ApprovedSeed(DataSource owner) {
        this.seed = new Seed(owner, 1);
    }

    void fill(Corpus corpus, int documents) throws SQLException, IOException {
        seed.people(List.copyOf(corpus.sections().keySet()));
        List<String> putBack = seed.withoutReferences();
        try (BinaryCopy document =
                        seed.copy(
                                "document",
                                "id, kind, section_key, unit_key, path, created_by, created_at");
                BinaryCopy revision = seed.copy("revision", "digest, canonical, created_at");
                BinaryCopy edition =
                        seed.copy(
                                "edition",
                                "id, document_id, number, state, revision, digest, title, route_key, route_version, latest,"
                                        + " version, opened_at, changed_at, submitted_at, approved_at, kind, section_key,"
                                        + " unit_key, handed_in_revision, shown_title");
                BinaryCopy history =
                        seed.copy(
                                "edition_revision",
                                "edition_id, ordinal, digest, saved_by, saved_at, handed_in_at");
                BinaryCopy author = seed.copy("edition_author", "edition_id, person_id");
                BinaryCopy approval =
                        seed.copy(
                                "approval",
                                "edition_id, stage, digest, person_id, verdict, comment, at")) {
            Sheets sheets = new Sheets(document, revision, edition, history, author, approval);
            int[] number = {0};
            corpus.forEach(documents, article -> write(number[0]++, article, sheets));
        }
        putBack.forEach(seed::run);
        seed.run("vacuum analyze");
    }

    /** Makes everything live, so that a first release has it all to make and nothing to record. */
    void again() {
        List<String> tables = List.of("edition", "document", "release");
        tables.forEach(
                table -> seed.run("alter table gongkai.%s disable trigger user".formatted(table)));
        seed.run("delete from gongkai.release");
        seed.run(
                """
                update gongkai.edition set state = 'PUBLISHED', published_at = changed_at, release_number = 1,
                    approvals = gongkai.approvals_digest(id, digest)
                where state = 'APPROVED'
                """);
        seed.run(
                """
                update gongkai.document d set first_published_at = e.published_at
                from gongkai.edition e
                where e.document_id = d.id and e.number = 1 and d.first_published_at is null
                """);
        tables.forEach(
                table -> seed.run("alter table gongkai.%s enable trigger user".formatted(table)));
        seed.run("vacuum analyze");
    }

    /** The tables that are written in one go. */
    private record Sheets(
            BinaryCopy document,
            BinaryCopy revision,
            BinaryCopy edition,
            BinaryCopy history,
            BinaryCopy author,
            BinaryCopy approval) {}

    static UUID document(int number) {
        return Seed.document(number);
    }

    private void write(int number, Corpus.Article article, Sheets sheets) {
        int unit = number % Seed.UNITS;
        Instant opened = START.plusSeconds(number * 157L % (5 * 365 * 86_400L));
        LocalDate day = LocalDate.ofInstant(opened, ZoneOffset.ofHours(8));
        Content content =
                new Content(
                        "article",
                        article.title(),
                        sanitized.computeIfAbsent(article.body(), sanitizer::sanitize),
                        article.fields(),
                        article.section(),
                        Seed.unit(unit),
                        article.tags(),
                        new PublicPath(
                                "/%s/%d/%02d%02d-%d/"
                                        .formatted(
                                                article.section(),
                                                day.getYear(),
                                                day.getMonthValue(),
                                                day.getDayOfMonth(),
                                                number + 1)),
                        null,
                        List.of());
        try {
            write(number, unit, content, opened, sheets);
        } catch (IOException | SQLException e) {
            throw new IllegalStateException("Document " + number + " could not be written", e);
        }
    }

    private static void write(int number, int unit, Content content, Instant opened, Sheets sheets)
            throws IOException, SQLException {
        CanonicalForm form = CanonicalForm.of(content);
        byte[] digest = form.digest().bytes();
        UUID document = document(number);
        UUID edition = new UUID(0x5eed_ed00_0000_4001L, 0x8000_0000_0000_0000L | number);
        UUID writer = Seed.person(Role.EDITOR, unit, number % Seed.PER_UNIT);
        Instant submitted = opened.plusSeconds(3600);
        sheets.document()
                .row()
                .uuid(document)
                .text(content.kind())
                .text(content.section())
                .text(content.unit().value())
                .text(content.path().value())
                .uuid(writer)
                .at(opened);
        sheets.revision().row().bytes(digest).bytes(form.bytes()).at(opened);
        sheets.edition()
                .row()
                .uuid(edition)
                .uuid(document)
                .integer(1)
                .text(EditionState.APPROVED.name())
                .integer(1)
                .bytes(digest)
                .text(content.title())
                .text("standard")
                .integer(1)
                .bool(true)
                .bigint(3L)
                .at(opened)
                .at(opened.plusSeconds(4 * 86_400))
                .at(submitted)
                .at(opened.plusSeconds(3 * 86_400))
                .text(content.kind())
                .text(content.section())
                .text(content.unit().value())
                .integer(1)
                .text(content.title());
        sheets.history()
                .row()
                .uuid(edition)
                .integer(1)
                .bytes(digest)
                .uuid(writer)
                .at(opened)
                .at(submitted);
        sheets.author().row().uuid(edition).uuid(writer);
        for (ReviewStage stage : ReviewStage.values()) {
            sheets.approval()
                    .row()
                    .uuid(edition)
                    .text(stage.name())
                    .bytes(digest)
                    .uuid(
                            Seed.person(
                                    stage.reviewer(),
                                    stage.reviewer().perUnit() ? unit : 0,
                                    number % Seed.PER_UNIT))
                    .text("APPROVE")
                    .text("")
                    .at(opened.plusSeconds((1 + stage.ordinal()) * 43_200L));
        }
    }
}
