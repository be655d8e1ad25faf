package org.gongkai.content.workbench;

import org.gongkai.content.Api;
import org.gongkai.content.ReleasedSystem;
import org.junit.jupiter.api.AfterEach;

import tools.jackson.databind.JsonNode;

import java.util.Map;

/** An editor at the writing page of the system that all share, with documents of their own. */
abstract class AtTheDesk {
    final ReleasedSystem system = ReleasedSystem.running();
    final Api editor = system.staff().editor();
    final Desk desk = new Desk(system.anonymous().address(""), "editor.sfj");

    @AfterEach
    final void goHome() {
        desk.close();
    }

    final String document(String title, String body) {
        return system.create("article", Map.of("title", title, "body", body));
    }

    final String body(String id) {
        return view(id).at("/content/body").asString();
    }

    final JsonNode view(String id) {
        return editor.get("/api/v1/documents/" + id);
    }

    static String write(String id) {
        return "/workbench/documents/" + id + "/write";
    }

    /** Writes at the end of the text. */
    final void say(String words) {
        desk.text().click();
        desk.press("Control+End");
        desk.type(words);
    }
}
