package org.elasticsearch.plugins;

import org.elasticsearch.Build;
import org.elasticsearch.env.Environment;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** The plugins of a node, given as objects. */
public final class ClasspathPlugins extends PluginsService {

    private final List<LoadedPlugin> loaded;

    public ClasspathPlugins(Environment environment, List<Plugin> plugins) {
        super(
                environment.settings(),
                environment.configDir(),
                PluginsLoader.createPluginsLoader(Set.of(), Set.of(), Map.of(), false));
        this.loaded = plugins.stream().map(ClasspathPlugins::describe).toList();
    }

    @Override
    protected List<LoadedPlugin> plugins() {
        return loaded;
    }

    @SuppressWarnings("NullAway") // a descriptor without a module name is allowed
    private static LoadedPlugin describe(Plugin plugin) {
        String name = plugin.getClass().getName();
        PluginDescriptor descriptor =
                new PluginDescriptor(
                        name,
                        "on the class path",
                        "NA",
                        Build.current().version(),
                        Integer.toString(Runtime.version().feature()),
                        name,
                        null,
                        List.of(),
                        false,
                        false,
                        false,
                        false,
                        PluginDescriptor.DeploymentTarget.ALL);
        return new LoadedPlugin(descriptor, plugin, plugin.getClass().getClassLoader());
    }
}
