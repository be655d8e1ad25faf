package org.gongkai.publisher.remote;

import org.gongkai.publisher.LiveEdition;
import org.gongkai.publisher.ReleaseRequest;
import org.gongkai.publisher.Sha256;
import org.gongkai.publisher.Withdrawal;
import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.ToStringSerializer;

import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * The JSON between publisher and content service: the records of the ports as they are, digests in
 * hex, canonical forms in base64, instants in ISO 8601. A member that the other side does not know
 * is passed over, so that the two can be brought up one after the other.
 */
final class Wire {
    static final JsonMapper JSON =
            JsonMapper.builder()
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .addModule(
                            new SimpleModule()
                                    .addSerializer(Sha256.class, ToStringSerializer.instance)
                                    .addDeserializer(Sha256.class, new HexDigest()))
                    .build();

    private Wire() {}

    /** Who asks for a release. */
    record Request(String requestedBy) {}

    /** A release to open; a publisher of an older version says only who asks for it. */
    record Opening(
            ReleaseRequest.@Nullable Kind kind,
            String requestedBy,
            @Nullable Long backTo,
            @Nullable Long repeats) {
        static Opening of(ReleaseRequest request) {
            return new Opening(
                    request.kind(), request.requestedBy(), request.backTo(), request.repeats());
        }

        ReleaseRequest request() {
            return new ReleaseRequest(
                    kind == null ? ReleaseRequest.Kind.RELEASE : kind,
                    requestedBy,
                    backTo,
                    repeats);
        }
    }

    /** Who asks for an earlier release, and for which. */
    record Back(long to, String requestedBy) {}

    /** Which editions are asked about, or are meant by an answer. */
    record Editions(Set<UUID> editions) {}

    /** Which canonical forms are asked for. */
    record Digests(List<Sha256> digests) {}

    /** Canonical forms; whoever gets them knows them by their digests. */
    record Forms(List<byte[]> forms) {}

    /** Which documents. */
    record Documents(List<UUID> documents) {}

    /** What is live of documents. */
    record LiveEditions(List<LiveEdition> editions) {}

    /** What was withdrawn. */
    record Withdrawals(List<Withdrawal> withdrawals) {}

    /** How the active release is to be verified. */
    record Verification(boolean repair, boolean rerender) {}

    /** Why a release was closed. */
    record Failure(String reason) {}

    /** The number of a release, or of what was counted. */
    record Number(long number) {}

    /** Whether it could be done. */
    record Done(boolean done) {}

    /** What of a problem (RFC 9457) the other side needs. */
    record Problem(@Nullable String type, @Nullable String detail) {}

    private static final class HexDigest extends StdScalarDeserializer<Sha256> {
        HexDigest() {
            super(Sha256.class);
        }

        @Override
        public Sha256 deserialize(JsonParser parser, DeserializationContext context) {
            return new Sha256(parser.getString());
        }
    }
}
