package org.gongkai.content.document;

import org.gongkai.content.kind.Label;
import org.gongkai.content.kind.Shortcoming;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a document's video and its captions have to be, so that browsers show both. */
final class VideoUses {
    private static final Set<String> PLAYED = Set.of("video/mp4", "video/webm");

    private VideoUses() {}

    static List<Shortcoming> shortcomings(Content content) {
        List<Shortcoming> found = new ArrayList<>();
        List<AssetUse> captions = in(content, AssetUse.Role.CAPTIONS);
        for (AssetUse use : in(content, AssetUse.Role.VIDEO)) {
            if (!PLAYED.contains(use.mediaType())) {
                found.add(
                        shortcoming(
                                "VIDEO-FORMAT",
                                use,
                                "“%s”不是浏览器能播放的视频（%s），请改用 MP4。"
                                        .formatted(use.fileName(), use.mediaType()),
                                "“%s” is no video that browsers play (%s); use an MP4."
                                        .formatted(use.fileName(), use.mediaType())));
            }
        }
        for (AssetUse use : captions) {
            if (!use.mediaType().equals("text/vtt")) {
                found.add(
                        shortcoming(
                                "VIDEO-CAPTIONS",
                                use,
                                "“%s”不是 WebVTT 字幕（%s），请导出为 .vtt 文件。"
                                        .formatted(use.fileName(), use.mediaType()),
                                "“%s” holds no WebVTT captions (%s); export them as a .vtt file."
                                        .formatted(use.fileName(), use.mediaType())));
            }
        }
        if (captions.size() > 1) {
            found.add(
                    shortcoming(
                            "VIDEO-CAPTIONS",
                            captions.getLast(),
                            "字幕有 %d 份，最多一份，请删去多余的。".formatted(captions.size()),
                            "There are %d captions, and one at most is shown; remove the others."
                                    .formatted(captions.size())));
        }
        if (!captions.isEmpty() && in(content, AssetUse.Role.VIDEO).isEmpty()) {
            found.add(
                    shortcoming(
                            "VIDEO-CAPTIONS",
                            captions.getFirst(),
                            "有字幕“%s”，但没有视频，请添加视频或删去字幕。".formatted(captions.getFirst().fileName()),
                            "There are captions (“%s”) and no video; add the video, or remove them."
                                    .formatted(captions.getFirst().fileName())));
        }
        return found;
    }

    private static List<AssetUse> in(Content content, AssetUse.Role role) {
        return content.assets().stream().filter(use -> use.role() == role).toList();
    }

    private static Shortcoming shortcoming(
            String rule, AssetUse use, String inChinese, String message) {
        return new Shortcoming(
                rule,
                "assets." + use.sha256().hex().substring(0, 12),
                new Label(inChinese, message));
    }
}
