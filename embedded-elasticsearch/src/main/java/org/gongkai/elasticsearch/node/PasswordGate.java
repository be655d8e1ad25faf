package org.gongkai.elasticsearch.node;

import org.elasticsearch.common.bytes.BytesArray;
import org.elasticsearch.common.util.concurrent.ThreadContext;
import org.elasticsearch.http.HttpRouteStats;
import org.elasticsearch.http.HttpServerTransport;
import org.elasticsearch.rest.RestChannel;
import org.elasticsearch.rest.RestRequest;
import org.elasticsearch.rest.RestResponse;
import org.elasticsearch.rest.RestStatus;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;

/**
 * One user and one password before the whole HTTP interface.
 *
 * <p>Elasticsearch's own security is not among the published jars; to a client that sends Basic
 * credentials this looks the same, down to the body of the refusal.
 */
record PasswordGate(String credentials, HttpServerTransport.Dispatcher behind)
        implements HttpServerTransport.Dispatcher {

    private static final String REFUSAL =
            """
            {"error":{"root_cause":[{"type":"security_exception","reason":"%1$s"}],\
            "type":"security_exception","reason":"%1$s"},"status":401}\
            """
                    .formatted("missing or wrong user name and password");

    @Override
    public void dispatchRequest(RestRequest request, RestChannel channel, ThreadContext context) {
        if (admits(request.header("Authorization"))) {
            behind.dispatchRequest(request, channel, context);
        } else {
            refuse(channel);
        }
    }

    /** Says what is wrong with a request that could not even be read, and nothing else. */
    @Override
    public void dispatchBadRequest(RestChannel channel, ThreadContext context, Throwable cause) {
        behind.dispatchBadRequest(channel, context, cause);
    }

    @Override
    public Map<String, HttpRouteStats> getStats() {
        return behind.getStats();
    }

    private boolean admits(@Nullable String authorization) {
        if (authorization == null) {
            return false;
        }
        String expected = "Basic " + Base64.getEncoder().encodeToString(bytes(credentials));
        return MessageDigest.isEqual(bytes(authorization), bytes(expected));
    }

    private static void refuse(RestChannel channel) {
        RestResponse refusal =
                new RestResponse(
                        RestStatus.UNAUTHORIZED,
                        "application/json",
                        new BytesArray(bytes(REFUSAL)));
        refusal.addHeader("WWW-Authenticate", "Basic realm=\"gongkai\", charset=\"UTF-8\"");
        refusal.addHeader("X-elastic-product", "Elasticsearch");
        channel.sendResponse(refusal);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
