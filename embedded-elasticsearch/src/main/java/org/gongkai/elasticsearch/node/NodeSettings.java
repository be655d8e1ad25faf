package org.gongkai.elasticsearch.node;

import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;

import java.nio.file.Path;
import java.util.List;

/** The settings of a node on one machine, which those given by the parent complete or replace. */
final class NodeSettings {

    private NodeSettings() {}

    static Environment of(Path home, List<String> given) {
        Settings.Builder parent = Settings.builder();
        for (String setting : given) {
            int equals = setting.indexOf('=');
            parent.put(setting.substring(0, equals), setting.substring(equals + 1));
        }
        Settings asked = parent.build();
        Settings.Builder settings =
                Settings.builder()
                        .put("cluster.name", "gongkai")
                        .put("node.name", "gongkai")
                        .put("transport.port", "0")
                        .put("action.auto_create_index", false)
                        // else a disk that is 90 % full leaves new shards unassigned
                        .put("cluster.routing.allocation.disk.threshold_enabled", false)
                        // The serial collector leaves garbage until it needs the room, and the
                        // engine would take it for memory in use: every request would be refused.
                        .put("indices.breaker.total.use_real_memory", false)
                        .put("path.repo", home.resolve("snapshots").toString());
        if (asked.keySet().stream().noneMatch(NodeSettings::isAboutOtherNodes)) {
            settings.put("discovery.type", "single-node").put("network.server", false);
        }
        settings.put(asked)
                .put("network.host", "127.0.0.1")
                .put("path.home", home.toString())
                .put("path.data", home.resolve("data").toString())
                .put("path.logs", home.resolve("logs").toString());
        return new Environment(settings.build(), home.resolve("config"));
    }

    private static boolean isAboutOtherNodes(String key) {
        return key.startsWith("discovery.") || key.equals("cluster.initial_master_nodes");
    }
}
