package org.gongkai.content.workbench;

import org.gongkai.content.library.FileKind;
import org.gongkai.content.library.Item;
import org.gongkai.content.library.Rights;
import org.jspecify.annotations.Nullable;

import java.util.Locale;

/**
 * A file among many.
 *
 * @param thumbnail null if it is no picture
 * @param rightsMissing whether nobody said by which right it becomes public
 * @param altMissing whether who does not see it is told nothing
 */
record Tile(
        String sha256,
        String name,
        FileKind kind,
        @Nullable String thumbnail,
        String size,
        @Nullable String pixels,
        String uploaded,
        String alt,
        int documents,
        boolean live,
        int findings,
        boolean rightsMissing,
        boolean altMissing) {

    static Tile of(Item item, Names names) {
        String sha256 = item.asset().sha256().hex();
        FileKind kind = FileKind.of(item.asset().mediaType());
        boolean seen = kind == FileKind.PICTURE || kind == FileKind.VIDEO;
        return new Tile(
                sha256,
                item.fileName(),
                kind,
                item.asset().picture() ? thumbnail(sha256) : null,
                size(item.asset().bytes()),
                item.asset().width() == null
                        ? null
                        : item.asset().width() + " × " + item.asset().height(),
                names.time(item.uploadedAt()),
                item.about().alt(),
                item.documents(),
                item.live(),
                item.findings().size(),
                item.about().rights() == Rights.UNKNOWN,
                seen && item.about().alt().isEmpty());
    }

    static String thumbnail(String sha256) {
        return BodyPreview.asset(sha256) + "/thumbnail";
    }

    /** A number of bytes for people. */
    static String size(long bytes) {
        if (bytes < 1024) {
            return bytes + " B";
        }
        double value = bytes / 1024.0;
        for (String unit : new String[] {"KB", "MB"}) {
            if (value < 999.5) {
                return rounded(value) + " " + unit;
            }
            value /= 1024;
        }
        return rounded(value) + " GB";
    }

    /** One decimal only where it says something. */
    private static String rounded(double value) {
        String decimal = String.format(Locale.ROOT, value < 9.95 ? "%.1f" : "%,.0f", value);
        return decimal.replaceFirst("\\.0$", "");
    }
}
