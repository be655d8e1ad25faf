package org.gongkai.elasticsearch.node;

import org.elasticsearch.common.settings.Settings;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/** The options of one analysis component, of which only those that it knows may be set. */
record Options(String component, Settings settings) {

    static Options of(String component, Settings settings) {
        return new Options(component, settings);
    }

    /**
     * @throws IllegalArgumentException naming the options that the component does not know
     */
    Settings only(String... known) {
        Set<String> unknown = new TreeSet<>(settings.names());
        unknown.removeIf(name -> name.equals("type") || name.startsWith("index"));
        unknown.removeAll(Arrays.asList(known));
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "the embedded node does not know the option(s) "
                            + unknown
                            + " of ["
                            + component
                            + "]; it knows "
                            + Arrays.toString(known)
                            + ". A full cluster (spring.elasticsearch.uris) may know more.");
        }
        return settings;
    }
}
