package org.gongkai.elasticsearch.node;

import org.elasticsearch.Build;
import org.elasticsearch.client.internal.node.NodeClient;
import org.elasticsearch.cluster.node.DiscoveryNodes;
import org.elasticsearch.cluster.service.ClusterService;
import org.elasticsearch.features.NodeFeature;
import org.elasticsearch.index.IndexVersion;
import org.elasticsearch.plugins.ActionPlugin;
import org.elasticsearch.plugins.Plugin;
import org.elasticsearch.rest.BaseRestHandler;
import org.elasticsearch.rest.RestHandler;
import org.elasticsearch.rest.RestRequest;
import org.elasticsearch.rest.RestResponse;
import org.elasticsearch.rest.RestStatus;
import org.elasticsearch.xcontent.XContentBuilder;
import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * {@code GET /} and {@code HEAD /}: the module {@code rest-root} is not among the published jars.
 */
final class RootEndpoint extends Plugin implements ActionPlugin {

    private @Nullable ClusterService cluster;

    @Override
    public Collection<?> createComponents(PluginServices services) {
        cluster = services.clusterService();
        return List.of();
    }

    @Override
    public Collection<RestHandler> getRestHandlers(
            RestHandlersServices services,
            Supplier<DiscoveryNodes> nodes,
            Predicate<NodeFeature> features) {
        if (cluster == null) {
            throw new IllegalStateException("handlers were asked for before components");
        }
        return List.of(new Handler(cluster));
    }

    private static final class Handler extends BaseRestHandler {

        private final ClusterService cluster;

        Handler(ClusterService cluster) {
            this.cluster = cluster;
        }

        @Override
        public String getName() {
            return "main_action";
        }

        @Override
        public List<Route> routes() {
            return List.of(
                    new Route(RestRequest.Method.GET, "/"),
                    new Route(RestRequest.Method.HEAD, "/"));
        }

        @Override
        protected RestChannelConsumer prepareRequest(RestRequest request, NodeClient client) {
            return channel -> {
                Build build = Build.current();
                try (XContentBuilder answer = channel.newBuilder()) {
                    answer.startObject()
                            .field("name", cluster.localNode().getName())
                            .field("cluster_name", cluster.getClusterName().value())
                            .field("cluster_uuid", cluster.state().metadata().clusterUUID())
                            .startObject("version")
                            .field("number", build.version())
                            .field("build_flavor", build.flavor())
                            .field("build_type", build.type().displayName())
                            .field("build_hash", build.hash())
                            .field("build_date", build.date())
                            .field("build_snapshot", build.isSnapshot())
                            .field(
                                    "lucene_version",
                                    IndexVersion.current().luceneVersion().toString())
                            .field(
                                    "minimum_wire_compatibility_version",
                                    build.minWireCompatVersion())
                            .field(
                                    "minimum_index_compatibility_version",
                                    build.minIndexCompatVersion())
                            .endObject()
                            .field("tagline", "You Know, for Search")
                            .endObject();
                    channel.sendResponse(new RestResponse(RestStatus.OK, answer));
                }
            };
        }
    }
}
