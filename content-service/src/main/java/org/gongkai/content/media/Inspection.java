package org.gongkai.content.media;

import java.nio.file.Path;
import java.util.List;

/** Looks into files before they are taken. */
public interface Inspection {
    /**
     * What is inside that its looks do not show; each kind at most once.
     *
     * @param mediaType what the bytes are
     * @param name for messages
     * @throws FileRefused if it takes too long to look at
     */
    List<Finding> inspect(Path file, String mediaType, String name);
}
