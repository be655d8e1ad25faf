package org.elasticsearch.node;

import org.elasticsearch.env.Environment;
import org.elasticsearch.plugins.ClasspathPlugins;
import org.elasticsearch.plugins.Plugin;
import org.elasticsearch.plugins.PluginsLoader;
import org.elasticsearch.plugins.PluginsService;

import java.util.List;

/**
 * A node whose plugins are objects on the class path, not directories with descriptors.
 *
 * <p>Stands in this package because {@code NodeConstruction} and {@code NodeServiceProvider} are
 * package-private; Elasticsearch's own test framework uses the same seam.
 */
public final class EmbeddedNode extends Node {

    @SuppressWarnings("NullAway") // the loader is not used by the plugins service below
    public EmbeddedNode(Environment environment, List<Plugin> plugins) {
        super(
                NodeConstruction.prepareConstruction(
                        environment,
                        null,
                        new NodeServiceProvider() {
                            @Override
                            PluginsService newPluginService(
                                    Environment environment, PluginsLoader none) {
                                return new ClasspathPlugins(environment, plugins);
                            }
                        },
                        true));
    }
}
