package org.gongkai.content.media;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What a unit's media library holds at most, and what inside a file keeps it out.
 *
 * @param quota the most bytes of one unit: files of its library and unfinished uploads
 * @param refuse findings that refuse a file; every other finding is kept with it as a warning
 */
@ConfigurationProperties("gongkai.media")
public record LibraryRules(
        @DefaultValue("20GB") DataSize quota,
        @DefaultValue({
                    "macros",
                    "script",
                    "launch-action",
                    "password",
                    "bomb",
                })
                List<Finding.Kind> refuse) {
    public LibraryRules {
        refuse = List.copyOf(refuse);
    }

    Set<Finding.Kind> refused() {
        return refuse.isEmpty() ? Set.of() : EnumSet.copyOf(refuse);
    }
}
