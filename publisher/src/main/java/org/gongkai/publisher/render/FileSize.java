package org.gongkai.publisher.render;

/** Sizes of files as readers know them. */
final class FileSize {
    private FileSize() {}

    /** Such as {@code 980 B}, {@code 36 KB}, {@code 1.4 MB}. */
    static String of(long bytes) {
        if (bytes < 1024) {
            return bytes + " B";
        }
        if (bytes < 1024 * 1024) {
            return (bytes + 512) / 1024 + " KB";
        }
        long tenths = (bytes * 10 + 512 * 1024) / (1024 * 1024);
        return tenths / 10 + "." + tenths % 10 + " MB";
    }
}
