package org.gongkai.content.upload;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.gongkai.content.canonical.Digest;
import org.gongkai.content.media.Assets;
import org.gongkai.content.media.FileProblem;
import org.gongkai.content.media.FileRefused;
import org.gongkai.content.media.Film;
import org.gongkai.content.media.MediaSettings;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.UnitKey;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * Uploads that can be resumed, by the protocol tus 1.0 (https://tus.io/protocols/resumable-upload)
 * with its extensions creation, creation-with-upload, termination, checksum and expiration.
 */
@Tag(name = "uploads")
@RestController
@RequestMapping(UploadController.PATH)
class UploadController {
    static final String PATH = "/api/v1/uploads";

    private static final Logger log = LoggerFactory.getLogger(UploadController.class);
    private static final URI TYPE = URI.create("urn:gongkai:problem:upload-refused");
    private static final String VERSION = "1.0.0";
    private static final MediaType BYTES =
            MediaType.parseMediaType("application/offset+octet-stream");
    private static final String RESUMABLE = "Tus-Resumable";
    private static final String LENGTH = "Upload-Length";
    private static final String OFFSET = "Upload-Offset";
    private static final String CHECKSUM = "Upload-Checksum";
    private static final String METADATA = "Upload-Metadata";
    private static final String EXPIRES = "Upload-Expires";

    private final Uploads uploads;
    private final MediaSettings media;
    private final Assets assets;

    UploadController(Uploads uploads, MediaSettings media, Assets assets) {
        this.uploads = uploads;
        this.media = media;
        this.assets = assets;
    }

    /**
     * An upload as the API shows it.
     *
     * @param progress of a video's conversion, in thousandths
     * @param note what is being done with a video, or was done
     * @param asset the SHA-256 of the asset that it became
     * @param poster the SHA-256 of a picture out of the video that it became
     */
    record UploadView(
            UUID id,
            String unit,
            @Nullable String fileName,
            long bytes,
            long received,
            Upload.State state,
            @Nullable Integer progress,
            @Nullable String note,
            @Nullable String asset,
            @Nullable String poster,
            @Nullable String reason,
            @Nullable String refusal,
            Instant expiresAt) {
        static UploadView of(Upload upload, @Nullable Digest poster) {
            return new UploadView(
                    upload.id().value(),
                    upload.unit().value(),
                    upload.fileName(),
                    upload.bytes(),
                    upload.received(),
                    upload.state(),
                    upload.progress(),
                    upload.note(),
                    upload.sha256() == null ? null : upload.sha256().hex(),
                    poster == null ? null : poster.hex(),
                    upload.reason(),
                    upload.refusal(),
                    upload.expiresAt());
        }
    }

    @Operation(summary = "What the server understands of tus")
    @RequestMapping(method = RequestMethod.OPTIONS)
    ResponseEntity<Void> options() {
        return answer(HttpStatus.NO_CONTENT)
                .header("Tus-Version", VERSION)
                .header(
                        "Tus-Extension",
                        "creation,creation-with-upload,termination,checksum,expiration")
                .header("Tus-Max-Size", Long.toString(media.largest().toBytes()))
                .header("Tus-Checksum-Algorithm", String.join(",", Checksum.NAMES))
                .build();
    }

    @Operation(
            summary = "Begin an upload into a unit's media library",
            description =
                    "Upload-Metadata names filename and unit. With Content-Type"
                            + " application/offset+octet-stream the body is the first bytes.")
    @PostMapping
    ResponseEntity<Void> create(
            Actor actor,
            @RequestHeader(value = RESUMABLE, required = false) @Nullable String version,
            @RequestHeader(LENGTH) long length,
            @RequestHeader(value = METADATA, defaultValue = "") String metadata,
            @RequestHeader(value = HttpHeaders.CONTENT_TYPE, required = false)
                    @Nullable String type,
            @RequestHeader(value = CHECKSUM, required = false) @Nullable String checksum,
            InputStream body)
            throws IOException {
        requireVersion(version);
        if (length < 0) {
            throw new IllegalArgumentException(LENGTH + ": the number of bytes");
        }
        Map<String, String> values = UploadMetadata.read(metadata);
        String unit = values.getOrDefault("unit", "");
        if (unit.isEmpty()) {
            throw new IllegalArgumentException(
                    METADATA + ": unit and filename, each with its value in Base64");
        }
        Upload upload =
                uploads.create(
                        actor, new UnitKey(unit), values.getOrDefault("filename", ""), length);
        if (bytes(type) && length > 0) {
            upload = uploads.append(actor, upload.id(), 0, body, sum(checksum));
        }
        return state(HttpStatus.CREATED, upload)
                .location(URI.create(PATH + "/" + upload.id()))
                .build();
    }

    @Operation(summary = "Where the upload goes on")
    @RequestMapping(path = "/{id}", method = RequestMethod.HEAD)
    ResponseEntity<Void> offset(
            Actor actor,
            @RequestHeader(value = RESUMABLE, required = false) @Nullable String version,
            @PathVariable UUID id) {
        requireVersion(version);
        Upload upload = uploads.resume(actor, new UploadId(id));
        return state(HttpStatus.OK, upload)
                .header(LENGTH, Long.toString(upload.bytes()))
                .header(
                        METADATA,
                        UploadMetadata.write(
                                Objects.requireNonNullElse(upload.fileName(), ""),
                                upload.unit().value()))
                .build();
    }

    @Operation(summary = "What became of the upload")
    @GetMapping("/{id}")
    ResponseEntity<UploadView> view(Actor actor, @PathVariable UUID id) {
        Upload upload = uploads.look(actor, new UploadId(id));
        Digest asset = upload.sha256();
        Digest poster = asset == null ? null : assets.film(asset).map(Film::poster).orElse(null);
        return answer(HttpStatus.OK).body(UploadView.of(upload, poster));
    }

    @Operation(summary = "Add bytes behind those that have arrived")
    @PatchMapping("/{id}")
    ResponseEntity<?> append(
            Actor actor,
            @RequestHeader(value = RESUMABLE, required = false) @Nullable String version,
            @RequestHeader(OFFSET) long offset,
            @RequestHeader(value = HttpHeaders.CONTENT_TYPE, required = false)
                    @Nullable String type,
            @RequestHeader(value = CHECKSUM, required = false) @Nullable String checksum,
            @PathVariable UUID id,
            InputStream body)
            throws IOException {
        requireVersion(version);
        if (!bytes(type)) {
            return problem(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE.value(), "Content-Type: send " + BYTES);
        }
        Upload upload = uploads.append(actor, new UploadId(id), offset, body, sum(checksum));
        if (upload.state() == Upload.State.REFUSED) {
            return refused(upload);
        }
        return state(HttpStatus.NO_CONTENT, upload).build();
    }

    /** For networks that let nothing but GET and POST through. */
    @PostMapping(path = "/{id}", headers = "X-HTTP-Method-Override=PATCH")
    ResponseEntity<?> appendByPost(
            Actor actor,
            @RequestHeader(value = RESUMABLE, required = false) @Nullable String version,
            @RequestHeader(OFFSET) long offset,
            @RequestHeader(value = HttpHeaders.CONTENT_TYPE, required = false)
                    @Nullable String type,
            @RequestHeader(value = CHECKSUM, required = false) @Nullable String checksum,
            @PathVariable UUID id,
            InputStream body)
            throws IOException {
        return append(actor, version, offset, type, checksum, id, body);
    }

    @Operation(summary = "End an upload and forget its bytes; an asset that it became stays")
    @DeleteMapping("/{id}")
    ResponseEntity<Void> remove(
            Actor actor,
            @RequestHeader(value = RESUMABLE, required = false) @Nullable String version,
            @PathVariable UUID id)
            throws IOException {
        requireVersion(version);
        uploads.remove(actor, new UploadId(id));
        return answer(HttpStatus.NO_CONTENT).build();
    }

    private static ResponseEntity.BodyBuilder answer(HttpStatus status) {
        return ResponseEntity.status(status)
                .header(RESUMABLE, VERSION)
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    private static ResponseEntity.BodyBuilder state(HttpStatus status, Upload upload) {
        ResponseEntity.BodyBuilder answer =
                answer(status)
                        .header(OFFSET, Long.toString(upload.received()))
                        .header(
                                EXPIRES,
                                DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                        upload.expiresAt().atOffset(ZoneOffset.UTC)))
                        .header("Gongkai-Upload-State", upload.state().name());
        if (upload.sha256() != null) {
            answer.header("Gongkai-Asset", upload.sha256().hex());
        }
        return answer;
    }

    private static boolean bytes(@Nullable String contentType) {
        return contentType != null
                && MediaType.parseMediaType(contentType).equalsTypeAndSubtype(BYTES);
    }

    private static @Nullable Checksum sum(@Nullable String header) {
        return header == null ? null : Checksum.of(header);
    }

    private static void requireVersion(@Nullable String version) {
        if (!VERSION.equals(version)) {
            throw new OtherVersion();
        }
    }

    private static final class OtherVersion extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> otherVersion(OtherVersion e) {
        return problem(HttpStatus.PRECONDITION_FAILED.value(), RESUMABLE + ": send " + VERSION);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> none(NoSuchUpload e) {
        return problem(HttpStatus.NOT_FOUND.value(), String.valueOf(e.getMessage()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> conflict(UploadConflict e) {
        return problem(e.status(), String.valueOf(e.getMessage()));
    }

    /** The connection broke off; what came until then is kept. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> brokenOff(IOException e) {
        log.debug("An upload broke off", e);
        return problem(
                HttpStatus.REQUEST_TIMEOUT.value(),
                "The connection broke off. Ask for the offset with HEAD and go on from there.");
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(FileRefused e) {
        ProblemDetail problem = FileProblem.of(e);
        return ResponseEntity.status(problem.getStatus()).header(RESUMABLE, VERSION).body(problem);
    }

    private static ResponseEntity<ProblemDetail> refused(Upload upload) {
        RuntimeException why = upload.refused();
        if (!(why instanceof FileRefused refused)) {
            return problem(HttpStatus.FORBIDDEN.value(), String.valueOf(why.getMessage()));
        }
        ProblemDetail problem = FileProblem.of(refused);
        return ResponseEntity.status(problem.getStatus()).header(RESUMABLE, VERSION).body(problem);
    }

    private static ResponseEntity<ProblemDetail> problem(int status, String detail) {
        ProblemDetail problem = ProblemDetail.forStatus(status);
        problem.setType(TYPE);
        problem.setDetail(detail);
        if (status == HttpStatus.PRECONDITION_FAILED.value()) {
            return ResponseEntity.status(status)
                    .header(RESUMABLE, VERSION)
                    .header("Tus-Version", VERSION)
                    .body(problem);
        }
        return ResponseEntity.status(status).header(RESUMABLE, VERSION).body(problem);
    }
}
