package org.gongkai.publisher.render;

import gg.jte.CodeResolver;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.TemplateException;
import gg.jte.output.Utf8ByteOutput;

import org.gongkai.publisher.Sha256;
import org.gongkai.publisher.render.view.Site;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import javax.tools.ToolProvider;

/** Templates as classes: those of the application, and those that a theme directory brings. */
final class CompiledTemplates {
    /** Not the application's, whose classes would be found first. */
    private static final String PACKAGE = "org.gongkai.theme";

    private static final Logger LOG = LoggerFactory.getLogger(CompiledTemplates.class);

    private final TemplateEngine engine;

    /** Knows the same classes as the engine's own, to ask them for the lines of their sources. */
    private final ClassLoader loader;

    private CompiledTemplates(TemplateEngine engine, ClassLoader loader) {
        this.engine = engine;
        this.loader = loader;
    }

    /** The application's templates, compiled by its build. */
    static CompiledTemplates ofApplication() {
        return new CompiledTemplates(
                TemplateEngine.createPrecompiled(
                        null,
                        ContentType.Html,
                        application(),
                        "org.gongkai.publisher.render.theme"),
                application());
    }

    /**
     * Compiles templates, unless these have been compiled before.
     *
     * @param root a directory for compiled templates, which has a directory for each set of them
     */
    static CompiledTemplates of(ThemeFiles files, Path root) {
        Path classes = directory(files, root);
        if (!Files.isDirectory(classes)) {
            compile(files, classes);
        }
        try {
            URL[] place = {classes.toUri().toURL()};
            return new CompiledTemplates(
                    TemplateEngine.createPrecompiled(
                            classes, ContentType.Html, application(), PACKAGE),
                    new URLClassLoader(place, application()));
        } catch (MalformedURLException e) {
            throw new ThemeBroken("Compiled templates cannot be loaded from " + classes, e);
        }
    }

    boolean has(String template) {
        return engine.hasTemplate(template);
    }

    /**
     * Renders a page.
     *
     * @param origins where templates come from that are not the application's
     * @throws ThemeBroken if a template fails, with the line
     */
    byte[] render(String template, Object model, Map<String, String> origins) {
        Utf8ByteOutput output = new Utf8ByteOutput();
        try {
            engine.render(template, model, output);
        } catch (TemplateException e) {
            String place = FailedBlock.place(e, loader);
            throw ThemeBroken.of(
                    place == null
                            ? e
                            : new TemplateException(
                                    "Failed to render, error at " + place, e.getCause()),
                    origins);
        }
        return output.toByteArray();
    }

    private static void compile(ThemeFiles files, Path classes) {
        if (ToolProvider.getSystemJavaCompiler() == null) {
            throw new ThemeBroken(
                    "Templates of a theme directory are compiled, and the Java in %s has no compiler: use a JDK instead of a JRE, or leave templates/ out of the theme"
                            .formatted(System.getProperty("java.home")));
        }
        Path unfinished = classes.resolveSibling(classes.getFileName() + ".part");
        try {
            FileSystemUtils.deleteRecursively(unfinished);
            Files.createDirectories(unfinished);
            TemplateEngine engine =
                    TemplateEngine.create(
                            new Sources(files.templates()),
                            unfinished,
                            ContentType.Html,
                            application(),
                            PACKAGE);
            engine.setTrimControlStructures(true); // as the build does
            engine.setBinaryStaticContent(true);
            engine.setClassPath(List.of(place(Site.class), place(TemplateEngine.class)));
            engine.precompileAll();
            Files.move(unfinished, classes, StandardCopyOption.ATOMIC_MOVE);
        } catch (TemplateException e) {
            throw ThemeBroken.of(e, files.origins());
        } catch (IOException e) {
            throw new ThemeBroken("The templates could not be compiled into " + classes, e);
        }
    }

    /** Removes what was compiled for other themes than these. */
    static void removeAllBut(List<ThemeFiles> kept, Path root) {
        if (!Files.isDirectory(root)) {
            return;
        }
        List<Path> directories = kept.stream().map(files -> directory(files, root)).toList();
        try (Stream<Path> compiled = Files.list(root)) {
            for (Path old : compiled.filter(path -> !directories.contains(path)).toList()) {
                FileSystemUtils.deleteRecursively(old);
            }
        } catch (IOException e) {
            LOG.warn("Templates that were compiled before stay in {}: {}", root, e.toString());
        }
    }

    private static Path directory(ThemeFiles files, Path root) {
        MessageDigest digest = Sha256.digest();
        RendererDigest.addTo(digest);
        files.templates().forEach((name, source) -> RendererDigest.add(digest, name, source));
        return root.resolve(Sha256.ofComputed(digest.digest()).hex());
    }

    /** What templates are compiled against: the views and the engine, nothing else. */
    private static String place(Class<?> type) {
        URL place =
                Objects.requireNonNull(type.getProtectionDomain().getCodeSource()).getLocation();
        try {
            URI address = place.toURI();
            return Path.of(address).toString();
        } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException e) {
            throw new ThemeBroken(
                    "Templates of a theme directory are compiled against the application's classes, which the compiler cannot read in %s: unpack the application, as ./gongkai does"
                            .formatted(place),
                    e);
        }
    }

    private static ClassLoader application() {
        return Objects.requireNonNull(CompiledTemplates.class.getClassLoader());
    }

    /** Sources as they were read, whatever becomes of the files meanwhile. */
    private record Sources(Map<String, String> templates) implements CodeResolver {
        @Override
        public @Nullable String resolve(String name) {
            return templates.get(name);
        }

        @Override
        public long getLastModified(String name) {
            return 0;
        }

        @Override
        public List<String> resolveAllTemplateNames() {
            return List.copyOf(templates.keySet());
        }
    }
}
