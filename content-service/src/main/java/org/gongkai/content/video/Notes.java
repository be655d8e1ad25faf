package org.gongkai.content.video;

/** Says in a sentence what becomes of a video. */
final class Notes {
    private Notes() {}

    static String of(Probe probe, Target.Way way) {
        String what =
                switch (way) {
                    case KEEP -> "Plays in every browser as it was sent (%s).";
                    case REPACK ->
                            "Its pictures and sound stay as they were sent (%s); it plays from the beginning, and what was said about it is removed.";
                    case ENCODE ->
                            "Converted from %s to MP4 (H.264, AAC), 720p at most; what was said about it is removed.";
                };
        StringBuilder note = new StringBuilder(what.formatted(probe.words()));
        if (probe.located()) {
            note.append(" It said where it was taken; it does no longer.");
        }
        if (probe.picture().brilliant()) {
            note.append(" It was filmed in HDR: look whether its colours are pale.");
        }
        if (probe.sound() == null) {
            note.append(" It has no sound.");
        }
        return note.toString();
    }
}
