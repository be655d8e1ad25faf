package org.gongkai.publisher.remote;

import org.gongkai.publisher.ContentSource;
import org.gongkai.publisher.PublicRecord;
import org.gongkai.publisher.ReleaseLedger;
import org.gongkai.publisher.ReleaseOutcome;
import org.gongkai.publisher.Sha256;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * What a publisher in another process asks of a content service, over HTTP under {@code
 * /internal/publishing/}.
 *
 * <p>It lets everyone in: whoever registers it keeps the door, so that only the shared secret opens
 * {@code /internal/}.
 *
 * <pre>{@code
 * @Bean
 * RouterFunction<ServerResponse> publishingPort(
 *         ContentSource source, ReleaseLedger ledger, PublicRecord record) {
 *     return new PublishingPort(source, ledger, record).routes();
 * }
 * }</pre>
 */
public final class PublishingPort {
    static final String CONTENT = "/internal/publishing/content";
    static final String FORMS = "/internal/publishing/forms";
    static final String REVERSIBLE = "/internal/publishing/reversible";
    static final String ASSET = "/internal/publishing/assets/{digest}";
    static final String LIVE = "/internal/publishing/live";
    static final String EDITIONS = "/internal/publishing/editions";
    static final String WITHDRAWALS = "/internal/publishing/withdrawals";
    static final String RELEASES = "/internal/publishing/releases";
    static final String INTERRUPTED = RELEASES + "/interrupted";
    static final String ACTIVE = RELEASES + "/active";
    static final String LAST_REMOVAL = RELEASES + "/last-removal";
    static final String ACTIVATING = RELEASES + "/{number}/activating";
    static final String ACTIVATED = RELEASES + "/{number}/activated";
    static final String FAILED = RELEASES + "/{number}/failed";
    static final String ABANDON = RELEASES + "/abandon";
    static final String SETTLED = RELEASES + "/{number}/settled";

    private final ContentSource source;
    private final ReleaseLedger ledger;
    private final PublicRecord record;

    public PublishingPort(ContentSource source, ReleaseLedger ledger, PublicRecord record) {
        this.source = source;
        this.ledger = ledger;
        this.record = record;
    }

    public RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route()
                .GET(CONTENT, this::content)
                .POST(FORMS, this::forms)
                .POST(REVERSIBLE, this::reversible)
                .GET(ASSET, this::asset)
                .GET(LIVE, request -> Answers.json(new Wire.Documents(record.live())))
                .POST(EDITIONS, this::editions)
                .GET(
                        WITHDRAWALS,
                        request -> Answers.json(new Wire.Withdrawals(record.withdrawals())))
                .POST(RELEASES, this::open)
                .GET(INTERRUPTED, request -> outcome(ledger.interrupted()))
                .GET(ACTIVE, request -> outcome(ledger.active()))
                .GET(LAST_REMOVAL, request -> lastRemoval())
                .PUT(ACTIVATING, this::activating)
                .PUT(ACTIVATED, this::activated)
                .PUT(FAILED, this::failed)
                .POST(ABANDON, request -> abandon())
                .PUT(SETTLED, this::settled)
                .onError(Throwable.class, (failure, request) -> Problems.answer(failure))
                .build();
    }

    private ServerResponse content(ServerRequest request) {
        Instant at =
                Instant.parse(
                        request.param("at")
                                .orElseThrow(
                                        () ->
                                                new IllegalArgumentException(
                                                        "Say at which instant: ?at=2020-05-15T00:00:00Z")));
        long since = Long.parseLong(request.param("since").orElse("0"));
        return Answers.json(source.read(since, at));
    }

    private ServerResponse reversible(ServerRequest request) throws IOException {
        Wire.Editions asked = Answers.read(request, Wire.Editions.class);
        return Answers.json(new Wire.Editions(source.reversible(asked.editions())));
    }

    private ServerResponse forms(ServerRequest request) throws IOException {
        List<Sha256> digests = Answers.read(request, Wire.Digests.class).digests();
        return Answers.json(new Wire.Forms(List.copyOf(source.forms(digests).values())));
    }

    private ServerResponse editions(ServerRequest request) throws IOException {
        List<UUID> documents = Answers.read(request, Wire.Documents.class).documents();
        return Answers.json(new Wire.LiveEditions(record.editions(documents)));
    }

    private ServerResponse asset(ServerRequest request) throws IOException {
        InputStream bytes = source.asset(new Sha256(request.pathVariable("digest")));
        return ServerResponse.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .build(
                        (asked, response) -> {
                            try (bytes) {
                                bytes.transferTo(response.getOutputStream());
                            }
                            return null;
                        });
    }

    private ServerResponse open(ServerRequest request) throws IOException {
        return Answers.json(ledger.open(Answers.read(request, Wire.Opening.class).request()));
    }

    private ServerResponse activating(ServerRequest request) throws IOException {
        ReleaseOutcome outcome = Answers.read(request, ReleaseOutcome.class);
        if (outcome.number() != number(request)) {
            throw new IllegalArgumentException(
                    "The outcome is of release "
                            + outcome.number()
                            + ", not of "
                            + number(request));
        }
        ledger.activating(outcome);
        return Answers.nothing();
    }

    private ServerResponse activated(ServerRequest request) {
        ledger.activated(number(request));
        return Answers.nothing();
    }

    private ServerResponse failed(ServerRequest request) throws IOException {
        ledger.failed(number(request), Answers.read(request, Wire.Failure.class).reason());
        return Answers.nothing();
    }

    private ServerResponse abandon() {
        return ledger.abandon()
                .map(Wire.Opening::of)
                .map(Answers::json)
                .orElseGet(Answers::nothing);
    }

    private ServerResponse settled(ServerRequest request) {
        ledger.settled(number(request));
        return Answers.nothing();
    }

    private ServerResponse lastRemoval() {
        OptionalLong number = ledger.lastRemoval();
        return number.isPresent()
                ? Answers.json(new Wire.Number(number.getAsLong()))
                : Answers.nothing();
    }

    private static ServerResponse outcome(Optional<ReleaseOutcome> outcome) {
        return outcome.map(Answers::json).orElseGet(Answers::nothing);
    }

    private static long number(ServerRequest request) {
        return Long.parseLong(request.pathVariable("number"));
    }
}
