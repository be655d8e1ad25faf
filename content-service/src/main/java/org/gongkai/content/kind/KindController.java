package org.gongkai.content.kind;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import java.util.List;

/**
 * The kinds over HTTP, so that a client can make a form of them and say beforehand what is wrong.
 */
@Tag(name = "documents")
@RestController
class KindController {
    private final Kinds kinds;

    KindController(Kinds kinds) {
        this.kinds = kinds;
    }

    @Operation(summary = "List the kinds of documents with their fields, rules and words")
    @GetMapping("/api/v1/kinds")
    List<Kind> list() {
        return List.copyOf(kinds.all());
    }
}
