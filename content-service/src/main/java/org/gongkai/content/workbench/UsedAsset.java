package org.gongkai.content.workbench;

import org.gongkai.content.document.AssetUse;
import org.gongkai.content.media.Assets;

import java.util.List;

/**
 * A use of an asset as pages show it.
 *
 * @param findings what is inside the file that its looks do not show, in sentences
 */
record UsedAsset(
        String address,
        boolean picture,
        String role,
        String fileName,
        String alt,
        String caption,
        List<String> findings) {
    static UsedAsset of(AssetUse use, Assets assets, FileWords words) {
        return new UsedAsset(
                BodyPreview.asset(use.sha256().hex()),
                use.mediaType().startsWith("image/"),
                use.role().name(),
                use.fileName(),
                use.alt(),
                use.caption(),
                assets.findings(use.sha256()).stream().map(words::of).toList());
    }
}
