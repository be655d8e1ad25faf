package org.gongkai.search.query;

/** In which way hits were found. All but the first only when there was nothing before. */
enum Found {
    /** As it was asked. */
    EXACT,
    /** Other words of the same sound, which stand in a live title. */
    CORRECTED,
    /** The letters read as pinyin. */
    PINYIN,
    /** Most of the characters, near each other. */
    LOOSENED;

    String key() {
        return switch (this) {
            case EXACT -> "exact";
            case CORRECTED -> "corrected";
            case PINYIN -> "pinyin";
            case LOOSENED -> "loosened";
        };
    }
}
