package org.gongkai.content.intake;

import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** The bytes of a picture in RTF, written as hexadecimal digits or as they are. */
final class RtfPicture implements RtfDestination {
    private static final int LARGEST = 50 << 20;

    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** What the picture shows, as its author says. */
    final StringBuilder description = new StringBuilder();

    private final StringBuilder name = new StringBuilder();
    private int half = -1;

    @Override
    public void text(String text, RtfState state) throws IOException {
        for (int i = 0; i < text.length(); i++) {
            int digit = Character.digit(text.charAt(i), 16);
            if (digit >= 0 && half >= 0) {
                bytes.write(half << 4 | digit);
                half = -1;
            } else if (digit >= 0) {
                half = digit;
            }
        }
        if (bytes.size() > LARGEST) {
            throw new IOException("a picture inside is too large");
        }
    }

    /** The properties of the picture: pairs of a name and a value. */
    RtfDestination properties() {
        return new RtfDestination() {
            @Override
            public void text(String text, RtfState state) {}

            @Override
            public void word(String word, int number, RtfState state) {
                if (word.equals("sn")) {
                    name.setLength(0);
                    state.destination = RtfDestination.into(name);
                } else if (word.equals("sv")) {
                    state.destination =
                            name.toString().equals("wzDescription")
                                    ? RtfDestination.into(description)
                                    : RtfDestination.NOWHERE;
                }
            }
        };
    }
}
