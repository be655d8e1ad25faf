package org.gongkai.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import org.gongkai.content.command.Command;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The site of a whole system, verified by its operator. */
class VerifyReleaseIT {
    private static final String VERIFICATION = "/api/v1/releases/current/verification";

    @TempDir Path home;

    @Test
    void whatWasTamperedWithIsNamedAndRestored() throws Exception {
        try (District district = District.open(home)) {
            String kept = district.approvedArticle("关于公交改线的公告");
            String gone = district.approvedArticle("关于旧办法的公告");
            district.release();
            district.withdraw(gone, Map.of("reason", "OUTDATED"));
            district.rewrite(kept, "关于公交再次改线的公告");
            district.approve(kept);
            district.release();
            Path page = home.resolve("site/current" + district.path(kept) + "index.html");
            String approved = Files.readString(page);

            assertThat(command("verify-release", "--rerender"))
                    .satisfies(
                            ended -> assertThat(ended.said()).contains("is in order", "rendered"))
                    .extracting(Ended::code)
                    .isEqualTo(0);

            Files.writeString(page, approved.replace("再次", "不再"));
            Files.writeString(home.resolve("site/current/casino.html"), "赌");
            Ended found = command("verify-release");
            assertThat(found.code()).isEqualTo(1);
            assertThat(found.said())
                    .contains(
                            "TAMPERED " + district.path(kept) + "index.html",
                            "EXTRA /casino.html",
                            "NOT in order");
            assertThat(page).content().contains("不再");

            Ended repaired = command("verify-release", "--repair");
            assertThat(repaired.code()).as(repaired.said()).isZero();
            assertThat(repaired.said()).contains("2 repaired");
            assertThat(page).content().isEqualTo(approved);
            assertThat(home.resolve("site/current/casino.html")).doesNotExist();
            assertThat(
                            district.owner()
                                    .sql(
                                            """
                                            select actor || ' ' || (detail::jsonb ->> 'found') || ' ' || (detail::jsonb ->> 'repaired')
                                            from audit_entry where action = 'verified' order by written
                                            """)
                                    .query(String.class)
                                    .list())
                    .containsExactly("operator 0 0", "operator 2 0", "operator 0 2");
        }
    }

    @Test
    void whatAnEmergencyHasMadeUpLaterIsNoFault() {
        try (District district = District.open(home)) {
            String id = district.article("关于台风预警的公告");
            district.editor().change("/api/v1/documents/" + id + "/submit", Map.of());
            String digest =
                    district.editor()
                            .get("/api/v1/documents/" + id)
                            .at("/summary/digest")
                            .asString();
            Map<String, String> named = Map.of("digest", digest, "reason", "台风预警");
            district.staff.publisher().post("/api/v1/documents/" + id + "/bypass", named);
            district.office()
                    .post(
                            "/api/v1/documents/" + id + "/bypass/confirmation",
                            Map.of("digest", digest));
            assertThat(district.release()).isEqualTo(1);
            assertThat(verified(district).get("found").asLong()).isZero();

            String bypass =
                    district.office().get("/api/v1/bypasses?open=true").at("/0/id").asString();
            Objects.requireNonNull(district.staff.reviewers().get("city.a"))
                    .post(
                            "/api/v1/bypasses/" + bypass + "/approvals",
                            Map.of("stage", "MUNICIPAL_PRE_REVIEW", "digest", digest));

            assertThat(verified(district).get("found").asLong()).isZero();
        }
    }

    @Test
    void aDatabaseInWhichApprovalsWereExchangedIsNamed() {
        try (District district = District.open(home)) {
            HttpResponse<String> nothing = district.staff.publisher().send(VERIFICATION, Map.of());
            assertThat(nothing.statusCode()).isEqualTo(409);
            assertThat(nothing.body()).contains("nothing to verify");
            assertThat(district.editor().send(VERIFICATION, Map.of()).statusCode()).isEqualTo(403);
            String id = district.approvedArticle("关于公交改线的公告");
            district.release();
            assertThat(verified(district).get("inOrder").asBoolean()).isTrue();

            district.owner().sql("alter table approval disable trigger user").update();
            district.owner()
                    .sql(
                            """
                            update approval set person_id = (select id from person where account = 'operator')
                            where stage = 'OFFICE_REVIEW'
                            """)
                    .update();

            JsonNode report = verified(district);
            assertThat(report.get("found").asLong()).isEqualTo(1);
            assertThat(report.get("findings"))
                    .extracting(
                            finding -> finding.get("kind").asString(),
                            finding -> finding.get("subject").asString())
                    .containsExactly(tuple("APPROVALS", id));
        }
    }

    private static JsonNode verified(District district) {
        return district.staff.publisher().post(VERIFICATION, Map.of("rerender", false));
    }

    /** How a command ended. */
    private record Ended(int code, String said) {}

    /** In a process of its own, as from the launcher. */
    private Ended command(String... words) throws IOException, InterruptedException {
        List<String> line =
                new ArrayList<>(
                        List.of(
                                ProcessHandle.current().info().command().orElse("java"),
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-Dstdout.encoding=UTF-8",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Command.class.getName()));
        line.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
        builder.environment().put("GONGKAI_HOME", home.toString());
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), said);
    }
}
