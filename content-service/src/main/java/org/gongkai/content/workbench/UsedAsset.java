package org.gongkai.content.workbench;

import org.gongkai.content.document.AssetUse;

/** A use of an asset as pages show it. */
record UsedAsset(
        String address, boolean picture, String role, String fileName, String alt, String caption) {
    static UsedAsset of(AssetUse use) {
        return new UsedAsset(
                BodyPreview.asset(use.sha256().hex()),
                use.mediaType().startsWith("image/"),
                use.role().name(),
                use.fileName(),
                use.alt(),
                use.caption());
    }
}
