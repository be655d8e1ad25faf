package org.gongkai.content.pack;

import java.util.UUID;

/** There is no such pack, or its file was erased. Answered with 404. */
public class NoSuchPack extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoSuchPack(UUID id) {
        super("There is no pack " + id + ", or its file was erased");
    }
}
