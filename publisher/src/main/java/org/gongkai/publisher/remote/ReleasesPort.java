package org.gongkai.publisher.remote;

import org.gongkai.publisher.Erasure;
import org.gongkai.publisher.IndexUpkeep;
import org.gongkai.publisher.KeptReleases;
import org.gongkai.publisher.ReleaseArchive;
import org.gongkai.publisher.ReleaseProof;
import org.gongkai.publisher.ReleaseRecords;
import org.gongkai.publisher.Releases;
import org.gongkai.publisher.Sha256;
import org.gongkai.publisher.catalogue.Catalogues;
import org.gongkai.publisher.released.ReleaseSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;

/** What a content service asks of a publisher in another process; only the shared secret opens. */
final class ReleasesPort {
    static final String RELEASES = "/internal/releases";
    static final String RUNNING = RELEASES + "/running";
    static final String SHOWN = RELEASES + "/shown";
    static final String MANIFEST = RELEASES + "/{number}/manifest";
    static final String ARCHIVE = RELEASES + "/{number}/archive";
    static final String CONFORMANCE = RELEASES + "/{number}/conformance";
    static final String OBJECT = RELEASES + "/objects/{digest}";
    static final String TAKEDOWNS = RELEASES + "/takedowns";
    static final String BACK = RELEASES + "/back";
    static final String ERASURES = RELEASES + "/erasures";
    static final String VERIFICATIONS = RELEASES + "/verifications";
    static final String INDEX = RELEASES + "/index";
    static final String RECONCILIATIONS = INDEX + "/reconciliations";
    static final String REBUILDS = INDEX + "/rebuilds";

    private final Releases releases;
    private final KeptReleases kept;
    private final ReleaseProof proof;
    private final ReleaseRecords records;
    private final IndexUpkeep upkeep;
    private final ReleaseSource released;
    private final Catalogues.Forms objects;
    private final byte[] door;

    ReleasesPort(
            Releases releases,
            KeptReleases kept,
            ReleaseProof proof,
            ReleaseRecords records,
            IndexUpkeep upkeep,
            ReleaseSource released,
            Catalogues.Forms objects,
            String token) {
        this.releases = releases;
        this.kept = kept;
        this.proof = proof;
        this.records = records;
        this.upkeep = upkeep;
        this.released = released;
        this.objects = objects;
        this.door = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
    }

    RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route()
                .POST(RELEASES, this::release)
                .POST(BACK, this::goBack)
                .POST(TAKEDOWNS, this::takeDown)
                .GET(RUNNING, request -> running())
                .GET(SHOWN, request -> shown())
                .GET(MANIFEST, this::manifest)
                .GET(ARCHIVE, this::archive)
                .GET(CONFORMANCE, this::conformance)
                .GET(OBJECT, this::object)
                .POST(VERIFICATIONS, this::verify)
                .POST(ERASURES, this::erase)
                .POST(INDEX, request -> unindex())
                .POST(RECONCILIATIONS, request -> Answers.json(upkeep.reconcile()))
                .POST(REBUILDS, request -> Answers.json(upkeep.rebuild()))
                .filter(this::letIn)
                .onError(Throwable.class, (failure, request) -> Problems.answer(failure))
                .build();
    }

    private ServerResponse release(ServerRequest request) throws IOException {
        String requestedBy = Answers.read(request, Wire.Request.class).requestedBy();
        return Answers.json(releases.release(requestedBy));
    }

    private ServerResponse takeDown(ServerRequest request) throws IOException {
        String requestedBy = Answers.read(request, Wire.Request.class).requestedBy();
        return Answers.json(releases.takeDown(requestedBy));
    }

    private ServerResponse goBack(ServerRequest request) throws IOException {
        Wire.Back back = Answers.read(request, Wire.Back.class);
        return Answers.json(releases.goBack(back.to(), back.requestedBy()));
    }

    private ServerResponse verify(ServerRequest request) throws IOException {
        Wire.Verification asked = Answers.read(request, Wire.Verification.class);
        return Answers.json(proof.verify(asked.repair(), asked.rerender()));
    }

    private ServerResponse erase(ServerRequest request) throws IOException {
        return Answers.json(new Wire.Number(kept.erase(Answers.read(request, Erasure.class))));
    }

    private ServerResponse unindex() {
        return Answers.json(new Wire.Done(kept.unindexWhatIsGone()));
    }

    private ServerResponse running() {
        return releases.running().map(Answers::json).orElseGet(Answers::nothing);
    }

    private ServerResponse shown() {
        return released.shown().map(Answers::json).orElseGet(Answers::nothing);
    }

    /** The very bytes that the root is the digest of. */
    private ServerResponse manifest(ServerRequest request) {
        return released.manifest(Long.parseLong(request.pathVariable("number")))
                .map(
                        manifest ->
                                ServerResponse.ok()
                                        .contentType(MediaType.APPLICATION_JSON)
                                        .body(manifest.bytes()))
                .orElseGet(Answers::nothing);
    }

    private ServerResponse archive(ServerRequest request) {
        return records.archive(Long.parseLong(request.pathVariable("number")))
                .map(ReleasesPort::stream)
                .orElseGet(Answers::nothing);
    }

    private static ServerResponse stream(ReleaseArchive archive) {
        return ServerResponse.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .build(
                        (asked, response) -> {
                            archive.writeTo(response.getOutputStream());
                            return null;
                        });
    }

    private ServerResponse conformance(ServerRequest request) {
        return records.conformance(Long.parseLong(request.pathVariable("number")))
                .map(Answers::json)
                .orElseGet(Answers::nothing);
    }

    /** An object of the store, such as a shard of a manifest. */
    private ServerResponse object(ServerRequest request) {
        Sha256 digest = new Sha256(request.pathVariable("digest"));
        Map<Sha256, byte[]> found = objects.of(List.of(digest));
        return found.isEmpty()
                ? Answers.nothing()
                : ServerResponse.ok()
                        .contentType(MediaType.APPLICATION_OCTET_STREAM)
                        .body(found.values().iterator().next());
    }

    private ServerResponse letIn(ServerRequest request, HandlerFunction<ServerResponse> next)
            throws Exception {
        String presented = String.valueOf(request.headers().firstHeader(HttpHeaders.AUTHORIZATION));
        return MessageDigest.isEqual(door, presented.getBytes(StandardCharsets.UTF_8))
                ? next.handle(request)
                : Problems.NOT_SIGNED_IN.answer(
                        "This needs the secret that content service and publisher share");
    }
}
