package org.gongkai.content.workbench;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The scripts of others as browsers load them: htmx, and the modules of the text editor
 * (docs/adr/0011-editor.md). WebJars carry modules as npm has them, where one names another by its
 * package; here that becomes its address. An import map would do the same, but has to stand in the
 * page, where the policy allows no script.
 */
@Controller
class WebJarScripts {
    private static final String WEBJARS = "classpath*:META-INF/resources/webjars/";
    private static final List<String> PLACES =
            List.of(
                    "htmx.org/*/dist/htmx.min.js",
                    "prosemirror-*/*/dist/index.js",
                    "orderedmap/*/dist/index.js",
                    "rope-sequence/*/dist/index.js",
                    "w3c-keyname/*/index.js");
    private static final Pattern PACKAGE =
            Pattern.compile("/webjars/([a-z0-9-]+)(?:\\.org)?/([^/]+)/");
    private static final Pattern IMPORT =
            Pattern.compile("(?<=\\bfrom )['\"]([a-z][a-z0-9-]*)['\"]");
    private static final MediaType SCRIPT =
            new MediaType("text", "javascript", StandardCharsets.UTF_8);

    private final Map<String, Script> scripts = new TreeMap<>();

    /** A script as it is sent; its version tells whether a browser has it already. */
    private record Script(String version, String source) {}

    WebJarScripts() throws IOException {
        PathMatchingResourcePatternResolver classPath = new PathMatchingResourcePatternResolver();
        for (String place : PLACES) {
            for (Resource found : classPath.getResources(WEBJARS + place)) {
                MatchResult name =
                        PACKAGE.matcher(found.getURL().getPath()).results().toList().getLast();
                scripts.put(
                        name.group(1),
                        new Script(
                                name.group(2), found.getContentAsString(StandardCharsets.UTF_8)));
            }
        }
        scripts.replaceAll((name, script) -> new Script(script.version(), addressed(script)));
    }

    @GetMapping("/workbench/assets/lib/{name}.js")
    ResponseEntity<String> script(@PathVariable String name) {
        Script script = scripts.get(name);
        return script == null
                ? ResponseEntity.notFound().build()
                : ResponseEntity.ok()
                        .contentType(SCRIPT)
                        .cacheControl(CacheControl.noCache())
                        .eTag(
                                '"'
                                        + script.version()
                                        + '-'
                                        + Integer.toHexString(script.source().hashCode())
                                        + '"')
                        .body(script.source());
    }

    private String addressed(Script script) {
        return IMPORT.matcher(script.source())
                .replaceAll(
                        named -> {
                            if (!scripts.containsKey(named.group(1))) {
                                throw new IllegalStateException(
                                        "A script needs the WebJar %s: add it to the build"
                                                .formatted(named.group(1)));
                            }
                            return "'./" + named.group(1) + ".js'";
                        });
    }
}
