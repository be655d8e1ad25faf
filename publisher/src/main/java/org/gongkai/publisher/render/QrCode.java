package org.gongkai.publisher.render;

import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;

import org.gongkai.publisher.render.view.ArticlePage;

import java.util.Map;

/** An address as a QR code (ISO/IEC 18004), drawn as one SVG path of strokes. */
final class QrCode {
    /** The light margin that readers of the code need, in modules. */
    private static final int QUIET = 2;

    /** A fixed mask: any is valid, and trying all eight would cost most of a page's time. */
    private static final Map<EncodeHintType, Object> HINTS =
            Map.of(EncodeHintType.QR_MASK_PATTERN, 2, EncodeHintType.CHARACTER_SET, "UTF-8");

    private QrCode() {}

    static ArticlePage.Code of(String address) {
        ByteMatrix modules;
        try {
            modules = Encoder.encode(address, ErrorCorrectionLevel.L, HINTS).getMatrix();
        } catch (WriterException e) {
            throw new IllegalArgumentException("No QR code can hold the address " + address, e);
        }
        StringBuilder path = new StringBuilder(2048);
        for (int y = 0; y < modules.getHeight(); y++) {
            row(path, modules, y);
        }
        return new ArticlePage.Code(modules.getWidth() + 2 * QUIET, path.toString());
    }

    private static void row(StringBuilder path, ByteMatrix modules, int y) {
        int end = -1;
        for (int x = 0; x < modules.getWidth(); x++) {
            if (modules.get(x, y) == 0) {
                continue;
            }
            int start = x;
            while (x + 1 < modules.getWidth() && modules.get(x + 1, y) != 0) {
                x++;
            }
            if (end < 0) {
                path.append('M').append(start + QUIET).append(' ').append(y + QUIET).append(".5");
            } else {
                path.append('m').append(start - end).append(" 0");
            }
            path.append('h').append(x + 1 - start);
            end = x + 1;
        }
    }
}
