package org.gongkai.content.kind;

import java.util.List;

/** Where the kinds come from: the files that declare them for the publisher too. */
public interface KindSource {
    /** All kinds, in their order. */
    List<Kind> kinds();
}
