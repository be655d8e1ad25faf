package org.gongkai.content.intake;

import org.gongkai.content.document.AssetUse;
import org.gongkai.content.document.Draft;
import org.gongkai.content.media.Asset;
import org.gongkai.content.media.Assets;
import org.gongkai.content.media.FileRefused;
import org.gongkai.content.media.Finding;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.UnitKey;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Attaches the file that a draft is made of, and says what it still shows that the draft does not.
 */
final class Originals {
    private final Assets assets;

    Originals(Assets assets) {
        this.assets = assets;
    }

    /** Takes the file into the library; that it is refused there hinders no draft. */
    Original attach(Actor actor, UnitKey unit, String name, Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file)) {
            Asset asset = assets.add(actor, unit, name, bytes);
            Draft.Use use =
                    new Draft.Use(
                            asset.sha256(), AssetUse.Role.ATTACHMENT, name, "", "", null, null);
            return new Original(List.of(use), shown(assets.findings(asset.sha256())));
        } catch (FileRefused e) {
            return new Original(
                    List.of(), List.of("The original was not attached: " + e.getMessage()));
        }
    }

    private static List<String> shown(List<Finding> findings) {
        if (findings.isEmpty()) {
            return List.of();
        }
        String all = findings.stream().map(Originals::words).collect(Collectors.joining("; "));
        return List.of(
                "The attached original still shows its readers: %s. Remove it there, or do not attach the original."
                        .formatted(all));
    }

    private static String words(Finding finding) {
        String kind = finding.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return finding.detail().isEmpty() ? kind : kind + " (" + finding.detail() + ")";
    }
}
