package org.gongkai.content.scan;

/** The virus scanner gave no verdict. Nothing is taken without one; asking again later may help. */
public final class ScannerAway extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ScannerAway(String address, String why) {
        super(
                "The virus scanner at %s gave no verdict (%s), and no file is taken without one. Send the file again later, or have an administrator start clamd."
                        .formatted(address, why));
    }
}
