package org.gongkai.publisher.render;

import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;

import org.gongkai.publisher.render.view.ArticlePage;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** An address as a QR code (ISO/IEC 18004), drawn as one SVG path of strokes. */
final class QrCode {
    /** The light margin that readers of the code need, in modules. */
    private static final int QUIET = 2;

    private static final Map<EncodeHintType, Object> HINTS =
            Map.of(EncodeHintType.QR_MASK_PATTERN, 2);

    private QrCode() {}

    static ArticlePage.Code of(String address) {
        boolean[] modules = QrSymbol.of(address.getBytes(StandardCharsets.UTF_8));
        if (modules == null) {
            modules = general(address);
        }
        int size = (int) Math.round(Math.sqrt(modules.length));
        StringBuilder path = new StringBuilder(2048);
        for (int y = 0; y < size; y++) {
            row(path, modules, size, y);
        }
        return new ArticlePage.Code(size + 2 * QUIET, path.toString());
    }

    /** The modules by an encoder that takes texts of any length. */
    static boolean[] general(String address) {
        ByteMatrix matrix;
        try {
            matrix = Encoder.encode(address, ErrorCorrectionLevel.L, HINTS).getMatrix();
        } catch (WriterException e) {
            throw new IllegalArgumentException("No QR code can hold the address " + address, e);
        }
        int size = matrix.getWidth();
        boolean[] modules = new boolean[size * size];
        for (int at = 0; at < modules.length; at++) {
            modules[at] = matrix.get(at % size, at / size) == 1;
        }
        return modules;
    }

    private static void row(StringBuilder path, boolean[] modules, int size, int y) {
        int end = -1;
        for (int x = 0; x < size; x++) {
            if (!modules[y * size + x]) {
                continue;
            }
            int start = x;
            while (x + 1 < size && modules[y * size + x + 1]) {
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
