package org.gongkai.publisher.render;

import org.gongkai.publisher.Sha256;
import org.gongkai.publisher.kind.DocumentKinds;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The theme in effect: the application's, or that of a directory over it. It changes only when it
 * is asked to, so that a release is made by one theme whatever is edited meanwhile. Thread-safe.
 */
final class Themes {
    private static final Logger LOG = LoggerFactory.getLogger(Themes.class);

    private final DocumentKinds kinds;
    private final ThemeFiles application;
    private final CompiledTemplates templates;
    private final @Nullable ThemeDirectory directory;
    private final Path classes;
    private volatile State state;

    /**
     * What was found when it was last looked.
     *
     * @param stamp of the directory, empty if it could not be looked at
     * @param digest over the files in effect, in order or not
     * @param theme null if there never was one in order
     * @param failure why the files make no theme, null if they do
     */
    private record State(
            String stamp, Sha256 digest, @Nullable Theme theme, @Nullable ThemeBroken failure) {}

    /** The application's theme, for ever. */
    Themes(DocumentKinds kinds) {
        this.kinds = kinds;
        this.application = ThemeFiles.ofApplication();
        this.templates = CompiledTemplates.ofApplication();
        this.directory = null;
        this.classes = Path.of("");
        Theme theme = Theme.of(application, kinds, this::compiled);
        this.state = new State("", theme.digest(), theme, null);
    }

    /**
     * The theme of a directory; that it is broken is said when a page is asked for.
     *
     * @param classes a directory for compiled templates
     */
    Themes(DocumentKinds kinds, Path directory, Path classes) {
        this.kinds = kinds;
        this.application = ThemeFiles.ofApplication();
        this.templates = CompiledTemplates.ofApplication();
        this.directory = new ThemeDirectory(directory);
        this.classes = classes;
        this.state = look(this.directory, new State("", RendererDigest.VALUE, null, null));
    }

    /** Takes in effect what the directory holds now. Costs little if nothing changed. */
    void refresh() {
        if (directory != null) {
            state = look(directory, state);
        }
    }

    /**
     * The theme to make a release with.
     *
     * @throws ThemeBroken if what was found makes no theme
     */
    Theme current() {
        State now = state;
        if (now.failure() != null) {
            throw new ThemeBroken(String.valueOf(now.failure().getMessage()), now.failure());
        }
        return Objects.requireNonNull(now.theme());
    }

    /** The theme to look at a page with: the last that was in order. */
    Theme forPreview() {
        Theme last = state.theme();
        return last == null ? current() : last;
    }

    /** The digest over all that is in effect, in order or not. */
    Sha256 digest() {
        return state.digest();
    }

    private State look(ThemeDirectory from, State before) {
        String stamp = "";
        ThemeFiles files = null;
        try {
            stamp = from.stamp();
            if (!stamp.isEmpty() && stamp.equals(before.stamp())) {
                return before;
            }
            files = application.under(from);
            Theme theme = Theme.of(files, kinds, this::compiled);
            CompiledTemplates.removeAllBut(inUse(theme, before.theme()), classes);
            return new State(stamp, theme.digest(), theme, null);
        } catch (RuntimeException e) {
            ThemeBroken broken =
                    e instanceof ThemeBroken known
                            ? known
                            : new ThemeBroken("The theme cannot be used: " + e, e);
            LOG.error(
                    "No release can be made, because the theme is broken: {}", broken.getMessage());
            Sha256 digest =
                    files == null
                            ? Sha256.of(broken.toString().getBytes(StandardCharsets.UTF_8))
                            : Theme.digest(files, kinds);
            return new State(stamp, digest, before.theme(), broken);
        }
    }

    private CompiledTemplates compiled(ThemeFiles files) {
        return files.hasOwnTemplates() ? CompiledTemplates.of(files, classes) : templates;
    }

    /** A preview may still be at work with the theme before. */
    private static List<ThemeFiles> inUse(Theme theme, @Nullable Theme before) {
        return Stream.of(theme, before == null ? theme : before).map(Theme::files).toList();
    }
}
