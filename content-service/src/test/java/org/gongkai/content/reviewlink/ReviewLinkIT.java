package org.gongkai.content.reviewlink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gongkai.content.WholeApplication;
import org.gongkai.content.document.ContentRefused;
import org.gongkai.content.document.Districts;
import org.gongkai.content.document.DocumentQueries;
import org.gongkai.content.document.DocumentView;
import org.gongkai.content.document.Documents;
import org.gongkai.content.document.EditionState;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.NotAllowed;
import org.gongkai.content.people.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A reviewer without an account decides on a pack, by an address that ends. */
class ReviewLinkIT extends WholeApplication {
    @Autowired private ReviewLinks links;
    @Autowired private Documents documents;
    @Autowired private DocumentQueries queries;
    @Autowired private Districts districts;
    @Autowired private Clock clock;

    private final JdbcClient owner = JdbcClient.create(DATABASE.owner());

    private Districts.District district = Districts.NONE;
    private Actor supervisor = Districts.NONE.editor();

    @BeforeEach
    void aDistrict() {
        district = districts.found();
        supervisor = people.person(Role.SUPERVISOR);
    }

    @Test
    void aGuestReadsThePackAndApproves() {
        Documents.Written text = atThePreReview("返校安排", "<p>分批返校</p>");
        String address = "/review/" + issue(text).token();

        assertThat(http.get().uri(address))
                .hasStatusOk()
                .bodyText()
                .contains("返校安排", "待您审核", "王科长");
        assertThat(http.get().uri(address + "/" + text.document()))
                .hasStatusOk()
                .hasHeader("Referrer-Policy", "no-referrer")
                .bodyText()
                .contains("分批返校", text.digest().hex());
        assertThat(decide(address, text, "true", "同意")).hasStatus(302);

        DocumentView view = queries.view(district.editor(), text.document());
        assertThat(view.summary().state()).isEqualTo(EditionState.APPROVED);
        assertThat(view.verdicts().getLast().name()).isEqualTo("王科长");
        assertThat(http.get().uri(address)).bodyText().contains("您已同意");
    }

    @Test
    void aGuestReturnsWithACommentAndNotWithout() {
        Documents.Written text = atThePreReview("返校安排", "<p>分批返校</p>");
        String address = "/review/" + issue(text).token();
        assertThat(decide(address, text, "false", "")).hasStatusOk();
        assertThat(decide(address, text, "false", "日期有误")).hasStatus(302);
        assertThat(queries.view(district.editor(), text.document()).summary().state())
                .isEqualTo(EditionState.RETURNED);
    }

    @Test
    void everyUseIsRecorded() {
        Documents.Written text = atThePreReview("通知", "<p>正文</p>");
        ReviewLinks.Issued issued = issue(text);
        String address = "/review/" + issued.token();
        assertThat(http.get().uri(address)).hasStatusOk();
        assertThat(http.get().uri(address + "/" + text.document())).hasStatusOk();
        assertThat(decide(address, text, "true", "")).hasStatus(302);
        assertThat(decide(address, text, "true", "")).hasStatusOk();
        assertThat(links.uses(supervisor, issued.link().id()))
                .extracting(ReviewLink.Use::action)
                .containsExactly(
                        ReviewLink.Action.OPENED,
                        ReviewLink.Action.READ,
                        ReviewLink.Action.APPROVED,
                        ReviewLink.Action.REFUSED);
    }

    @Test
    void aRevokedAnExpiredAndAnInventedLinkLookTheSame() {
        Documents.Written text = atThePreReview("通知", "<p>正文</p>");
        ReviewLinks.Issued revoked = issue(text);
        links.revoke(supervisor, revoked.link().id());
        ReviewLinks.Issued expired = issue(text);
        owner.sql(
                        "update gongkai.review_link set created_at = created_at - interval '9 days', expires_at = expires_at - interval '9 days' where id = :id")
                .param("id", expired.link().id())
                .update();
        for (String token : List.of(revoked.token(), expired.token(), "AAAA", "nonsense")) {
            assertThat(http.get().uri("/review/" + token))
                    .hasStatus(404)
                    .bodyText()
                    .doesNotContain("返校");
            assertThat(decide("/review/" + token, text, "true", "")).hasStatus(404);
        }
    }

    @Test
    void aLinkOpensNothingButItsPack() {
        Documents.Written inThePack = atThePreReview("通知", "<p>正文</p>");
        Documents.Written other = atThePreReview("另一件", "<p>正文</p>");
        String address = "/review/" + issue(inThePack).token();
        assertThat(http.get().uri(address + "/" + other.document())).hasStatus(404);
        assertThat(decide(address, other, "true", "")).hasStatus(404);
        assertThat(
                        http.get()
                                .uri(
                                        address
                                                + "/"
                                                + inThePack.document()
                                                + "/assets/"
                                                + "0".repeat(64)))
                .hasStatus(404);
    }

    @Test
    void contentThatChangedSinceIsNotJudged() {
        Documents.Written text = atThePreReview("通知", "<p>正文</p>");
        String address = "/review/" + issue(text).token();
        Documents.Written back = documents.takeBack(district.editor(), text.document(), null);
        documents.save(
                district.editor(),
                text.document(),
                back.version(),
                Districts.District.draft("通知", "<p>改过的正文</p>"));
        Documents.Written again = documents.submit(district.editor(), text.document(), null);
        documents.approve(district.unitReviewer(), text.document(), again.digest(), "");
        documents.approve(district.officeReviewer(), text.document(), again.digest(), "");

        assertThat(http.get().uri(address + "/" + text.document()))
                .bodyText()
                .contains("送审后内容已修改")
                .doesNotContain("改过的正文");
        assertThat(decide(address, text, "true", "")).hasStatusOk();
        assertThat(queries.view(district.editor(), text.document()).summary().state())
                .isEqualTo(EditionState.IN_REVIEW);
    }

    @Test
    void whoApprovedAStageGivesOutNoLinkForTheNext() {
        Documents.Written text = atThePreReview("通知", "<p>正文</p>");
        assertThatThrownBy(() -> issue(district.officeReviewer(), text))
                .isInstanceOf(ContentRefused.class)
                .hasMessageContaining("APPROVED_OTHER_STAGE");
        assertThatThrownBy(() -> issue(district.editor(), text)).isInstanceOf(NotAllowed.class);
    }

    @Test
    void whoGaveOutTheLinkCountsAsItsGuest() {
        people.grant(supervisor, Role.OFFICE_REVIEWER);
        Actor both = people.again(supervisor);
        Documents.Written text = atThePreReview("通知", "<p>正文</p>");
        String address = "/review/" + issue(both, text).token();
        documents.takeBack(district.editor(), text.document(), null);
        Documents.Written back =
                documents.save(
                        district.editor(),
                        text.document(),
                        null,
                        Districts.District.draft("通知", "<p>又一稿</p>"));
        Documents.Written again = documents.submit(district.editor(), text.document(), null);
        documents.approve(district.unitReviewer(), text.document(), again.digest(), "");
        documents.approve(both, text.document(), again.digest(), "");
        assertThat(back.digest()).isEqualTo(again.digest());
        assertThatThrownBy(() -> issue(both, again))
                .isInstanceOf(ContentRefused.class)
                .hasMessageContaining("APPROVED_OTHER_STAGE");
        assertThat(decide(address, again, "true", "")).hasStatusOk();
        assertThat(queries.view(district.editor(), text.document()).summary().state())
                .isEqualTo(EditionState.IN_REVIEW);
    }

    @Test
    void aLinkIsGivenOutAndEndedOverHttp() {
        Documents.Written text = atThePreReview("通知", "<p>正文</p>");
        String body =
                """
                {"name": "王科长", "purpose": "第一批材料", "expiresAt": "%s",
                 "items": [{"document": "%s", "digest": "%s"}]}
                """
                        .formatted(
                                clock.instant().plus(Duration.ofDays(3)),
                                text.document(),
                                text.digest());
        assertThat(post(body)).hasStatus(201).bodyText().contains("/review/");
        assertThat(post(body.replace(text.digest().hex(), "0".repeat(64)))).hasStatus(422);
        assertThat(post(body.replace("\"items\": [{", "\"items\": [null, {"))).hasStatus(400);
        ReviewLink link = links.known(supervisor).getFirst();
        assertThat(
                        http.delete()
                                .uri("/api/v1/review-links/" + link.id())
                                .header(HttpHeaders.AUTHORIZATION, people.bearer(supervisor)))
                .hasStatusOk();
        assertThat(
                        http.get()
                                .uri("/api/v1/review-links/" + link.id() + "/uses")
                                .header(
                                        HttpHeaders.AUTHORIZATION,
                                        people.bearer(district.editor())))
                .hasStatus(404);
    }

    private MvcTestResult post(String body) {
        return http.post()
                .uri("/api/v1/review-links")
                .header(HttpHeaders.AUTHORIZATION, people.bearer(supervisor))
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }

    private MvcTestResult decide(
            String address, Documents.Written text, String approve, String comment) {
        return http.post()
                .uri(address + "/" + text.document())
                .param("approve", approve)
                .param("comment", comment)
                .exchange();
    }

    private ReviewLinks.Issued issue(Documents.Written text) {
        return issue(supervisor, text);
    }

    private ReviewLinks.Issued issue(Actor by, Documents.Written text) {
        Instant expires = clock.instant().plus(Duration.ofDays(5));
        return links.issue(
                by,
                "王科长",
                "第一批送审材料",
                expires,
                List.of(new ReviewLink.Item(text.document(), text.digest())));
    }

    private Documents.Written atThePreReview(String title, String body) {
        Documents.Written draft =
                documents.create(district.editor(), district.article(title, body));
        Documents.Written text = documents.submit(district.editor(), draft.document(), null);
        documents.approve(district.unitReviewer(), text.document(), text.digest(), "");
        documents.approve(district.officeReviewer(), text.document(), text.digest(), "");
        return text;
    }
}
