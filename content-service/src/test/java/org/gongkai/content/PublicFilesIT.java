package org.gongkai.content;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;

import javax.imageio.ImageIO;

/** A file is public only while a live edition uses it, and its public address dies with it. */
class PublicFilesIT {
    @TempDir static Path home;

    private static @Nullable District opened;

    @BeforeAll
    static void aDistrict() {
        opened = District.open(home);
    }

    @AfterAll
    static void close() {
        district().close();
    }

    private static District district() {
        return Objects.requireNonNull(opened);
    }

    @Test
    void anAttachmentIsPublicFromItsReleaseToItsWithdrawal() {
        String file = upload("报名表.txt", "姓名".getBytes(StandardCharsets.UTF_8));
        String id = draft("开放日报名", file, "ATTACHMENT");
        assertThat(uses(file).at("/items/0/live").asBoolean()).isFalse();

        district().approve(id);
        assertThat(uses(file).at("/items/0/live").asBoolean()).as("approved only").isFalse();
        district().release();

        JsonNode use = uses(file).at("/items/0");
        String address = use.get("address").asString();
        assertThat(use.get("live").asBoolean()).isTrue();
        assertThat(use.get("path").asString()).isEqualTo(district().path(id));
        assertThat(district().page(id)).contains(address);
        assertThat(district().reader.page(address).statusCode()).isEqualTo(200);
        assertThat(live(file)).isTrue();

        district().withdraw(id, Map.of("reason", "OUTDATED"));

        assertGone(address);
        assertThat(uses(file).at("/items/0/live").asBoolean()).isFalse();
        assertThat(uses(file).at("/items/0/address").isNull()).isTrue();
        assertThat(live(file)).isFalse();
    }

    @Test
    void aPictureGoesWithTheEditionThatDoesWithoutIt() throws IOException {
        String picture = upload("大厅.png", picture());
        String first = draft("大厅开放", picture, "LEAD");
        String second = draft("大厅改造", picture, "LEAD");
        district().approve(first);
        district().approve(second);
        district().release();
        String address = uses(picture).at("/items/0/address").asString();
        assertThat(district().reader.page(address).statusCode()).isEqualTo(200);
        assertThat(uses(picture).get("items").findValuesAsString("address"))
                .as("the same bytes, the same address")
                .containsExactly(address, address);

        district().rewrite(first, "大厅开放，不用图");
        assertThat(uses(picture).at("/items/1/live").asBoolean())
                .as("while the next edition is written")
                .isTrue();
        district().approve(first);
        district().release();
        assertThat(district().reader.page(address).statusCode())
                .as("another document still shows it")
                .isEqualTo(200);
        assertThat(uses(picture).get("items").findValues("live"))
                .extracting(JsonNode::asBoolean)
                .containsExactly(true, false);

        district().rewrite(second, "大厅改造，不用图");
        district().approve(second);
        district().release();
        assertGone(address);
        assertThat(live(picture)).isFalse();
        HttpResponse<String> removal =
                district().editor().call("DELETE", "/api/v1/assets/" + picture + "?unit=sfj");
        assertThat(removal.statusCode()).as("superseded editions keep their files").isEqualTo(409);
        assertThat(removal.body()).contains("大厅改造");
    }

    private static void assertGone(String address) {
        assertThat(district().reader.page(address).statusCode()).isIn(404, 410);
    }

    private static JsonNode uses(String file) {
        return district().editor().get("/api/v1/assets/" + file + "/uses");
    }

    private static boolean live(String file) {
        return district()
                .editor()
                .get("/api/v1/assets/" + file + "/about?unit=sfj")
                .get("live")
                .asBoolean();
    }

    private static String draft(String title, String file, String role) {
        Map<String, Object> draft = new TreeMap<>();
        draft.put("title", title);
        draft.put("body", "<p>" + title + "的正文。</p>");
        draft.put("assets", List.of(Map.of("sha256", file, "role", role, "alt", "区政府大厅")));
        return district()
                .editor()
                .post(
                        "/api/v1/documents",
                        Map.of("kind", "article", "section", "news", "unit", "sfj", "draft", draft))
                .get("id")
                .asString();
    }

    private static String upload(String name, byte[] bytes) {
        HttpResponse<String> answer = district().editor().upload(name, bytes, "sfj");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return Api.json(answer.body()).get("sha256").asString();
    }

    private static byte[] picture() throws IOException {
        BufferedImage drawn = new BufferedImage(800, 600, BufferedImage.TYPE_INT_RGB);
        drawn.setRGB(1, 1, UUID.randomUUID().hashCode());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(drawn, "png", out);
        return out.toByteArray();
    }
}
