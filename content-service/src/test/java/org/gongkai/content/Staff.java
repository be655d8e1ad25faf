package org.gongkai.content;

import org.gongkai.content.engine.GongkaiHome;
import org.gongkai.content.engine.Secrets;
import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The people of a small district and how they sign in; tokens outlive the process that gave them.
 *
 * @param reviewers the three stages' accounts in their order, each with its client
 */
public record Staff(Api editor, Map<String, Api> reviewers, Api publisher, Api operator) {
    private static final String PASSWORD = "long-enough-for-a-test-2020";

    /**
     * Sets up a unit, two sections, the people, and words of the site that two of them approved.
     */
    public static Staff hire(Api anonymous, GongkaiHome home) {
        Secrets secrets = new Secrets(home);
        Api admin =
                anonymous.signedIn("admin", secrets.value(Secrets.Secret.INITIAL_ADMINISTRATOR));
        admin.post("/api/v1/units", Map.of("key", "sfj", "name", "区司法局", "kind", "DEPARTMENT"));
        for (String section : List.of("policy", "news")) {
            admin.put("/api/v1/sections/" + section, Map.of());
        }
        Map<String, Api> reviewers = new LinkedHashMap<>();
        reviewers.put(
                "reviewer.sfj", person(anonymous, admin, "reviewer.sfj", "UNIT_REVIEWER", "sfj"));
        reviewers.put("office.a", person(anonymous, admin, "office.a", "OFFICE_REVIEWER", null));
        reviewers.put("city.a", person(anonymous, admin, "city.a", "MUNICIPAL_REVIEWER", null));
        Staff staff =
                new Staff(
                        person(anonymous, admin, "editor.sfj", "EDITOR", "sfj"),
                        reviewers,
                        person(anonymous, admin, "publisher.a", "PUBLISHER", null),
                        anonymous.as(secrets.value(Secrets.Secret.CLI_TOKEN)));
        staff.agreeOnTheSite(person(anonymous, admin, "office.b", "OFFICE_REVIEWER", null));
        return staff;
    }

    /** The same people before a server that has come back on another port. */
    public Staff at(Api server) {
        Map<String, Api> moved = new LinkedHashMap<>();
        reviewers.forEach((account, client) -> moved.put(account, client.at(server)));
        return new Staff(editor.at(server), moved, publisher.at(server), operator.at(server));
    }

    private void agreeOnTheSite(Api proposer) {
        JsonNode site = proposer.post("/api/v1/site-revisions", words());
        List<Api> approvers = new ArrayList<>(List.of(publisher));
        reviewers.forEach(
                (account, client) -> {
                    if (account.startsWith("office")) {
                        approvers.add(client);
                    }
                });
        for (Api approver : approvers) {
            approver.post(
                    "/api/v1/site-revisions/" + site.get("id").asString() + "/approvals",
                    Map.of("digest", site.get("digest").asString()));
        }
    }

    private static Api person(
            Api anonymous, Api admin, String account, String role, @Nullable String unit) {
        JsonNode person =
                admin.post(
                        "/api/v1/people",
                        Map.of("account", account, "name", account, "password", PASSWORD));
        Map<String, String> grant = new TreeMap<>(Map.of("role", role));
        if (unit != null) {
            grant.put("unit", unit);
        }
        admin.post("/api/v1/people/" + person.get("id").asString() + "/grants", grant);
        return anonymous.signedIn(account, PASSWORD);
    }

    private static Map<String, Object> words() {
        Map<String, Object> site = new TreeMap<>();
        site.put("name", "测试区人民政府");
        site.put("column", "政务公开日");
        site.put("description", "测试专栏");
        site.put("keywords", "政务公开");
        site.put("theme", "公开透明");
        site.put("opening", "2020-05-14T16:00:00Z");
        site.put("closing", "2035-05-31T16:00:00Z");
        site.put("milestones", List.of());
        site.put("sections", List.of(section("policy", "政策文件"), section("news", "活动动态")));
        site.put("units", List.of(Map.of("key", "sfj", "name", "区司法局")));
        site.put("footer", Map.of("organizer", "测试区人民政府办公室", "contact", "见政府网站"));
        return site;
    }

    private static Map<String, Object> section(String key, String name) {
        return Map.of(
                "key",
                key,
                "name",
                name,
                "description",
                name,
                "keywords",
                name,
                "columnType",
                name,
                "block",
                false,
                "continuing",
                false);
    }
}
