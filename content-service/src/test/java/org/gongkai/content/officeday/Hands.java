package org.gongkai.content.officeday;

import org.gongkai.content.SettableClock;
import org.gongkai.content.assignment.Assignments;
import org.gongkai.content.assignment.Breakdown;
import org.gongkai.content.assignment.Channel;
import org.gongkai.content.assignment.Circular;
import org.gongkai.content.assignment.Circulars;
import org.gongkai.content.assignment.Evidence;
import org.gongkai.content.assignment.Liaisons;
import org.gongkai.content.assignment.Shares;
import org.gongkai.content.document.DocumentId;
import org.gongkai.content.document.Documents;
import org.gongkai.content.document.Draft;
import org.gongkai.content.document.NewDocument;
import org.gongkai.content.document.WithdrawalNotice;
import org.gongkai.content.document.WithdrawalReason;
import org.gongkai.content.media.Asset;
import org.gongkai.content.media.Assets;
import org.gongkai.content.officeday.FourteenUnits.House;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.UnitKey;
import org.gongkai.content.summary.Summaries;
import org.gongkai.content.summary.Summary;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestComponent;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What the people of the district do, in one word each. A unit has one document at most. */
@TestComponent
class Hands {
    private static final Summary.Words WORDS = new Summary.Words("按分工公开了信息。", "", "继续公开。");

    @Autowired private FourteenUnits district;
    @Autowired private SettableClock clock;
    @Autowired private Documents documents;
    @Autowired private Assignments assignments;
    @Autowired private Circulars circulars;
    @Autowired private Liaisons liaisons;
    @Autowired private Shares shares;
    @Autowired private Assets assets;
    @Autowired private Summaries summaries;

    private final Map<String, Documents.Written> written = new HashMap<>();
    private String campaign = "";

    void actIn(String campaign) {
        this.campaign = campaign;
    }

    // ------------------------------------------------------------------ notice and assignments

    void issue(String title, List<Breakdown.Row> breakdown) {
        Circular circular =
                circulars.put(district.office(), campaign, null, title, "请各单位按任务分解表办理。");
        circulars.issue(district.office(), campaign, circular.version());
        assignments.save(district.office(), campaign, 0, breakdown);
        assignments.issueAll(district.office(), campaign);
    }

    void nameLiaison(String unit) {
        House house = district.of(unit);
        liaisons.name(house.reviewer(), campaign, house.unit(), house.liaison().account());
    }

    /** The liaison signs for the notice and for all that the unit has to do. */
    void sign(String unit) {
        House house = district.of(unit);
        circulars.sign(house.liaison(), campaign, house.unit());
        shares.of(campaign).stream()
                .filter(share -> share.unit().equals(house.unit()))
                .forEach(
                        share ->
                                shares.sign(
                                        house.liaison(),
                                        campaign,
                                        share.assignment().number(),
                                        house.unit()));
    }

    // ------------------------------------------------------------------ documents

    /** Writes a document by which a share will be done. */
    void write(String unit, int number, String section, String title) {
        draft(unit, section, title);
        House house = district.of(unit);
        shares.prove(house.editor(), campaign, number, house.unit(), document(unit));
    }

    /** Writes a document by which nothing is done. */
    void draft(String unit, String section, String title) {
        House house = district.of(unit);
        written.put(
                unit,
                documents.create(
                        house.editor(),
                        new NewDocument("article", section, house.unit(), text(title), null)));
    }

    void submit(String unit) {
        submitLate(unit, null);
    }

    void submitLate(String unit, @Nullable String reason) {
        written.put(
                unit, documents.submit(district.of(unit).editor(), document(unit), null, reason));
    }

    void takeBack(String unit) {
        documents.takeBack(district.of(unit).editor(), document(unit), null);
    }

    void rewrite(String unit, String title) {
        documents.save(district.of(unit).editor(), document(unit), null, text(title));
    }

    void consent(String unit) {
        documents.consent(district.office(), document(unit), null, "同意");
    }

    /** The unit's own review. */
    void review(String... units) {
        for (String unit : units) {
            approve(unit, district.of(unit).reviewer());
        }
    }

    void passTheOffice(String... units) {
        for (String unit : units) {
            approve(unit, district.office());
        }
    }

    void passTheCity(String unit) {
        approve(unit, district.city());
    }

    void giveBack(String unit, String comment) {
        documents.returnForChanges(
                district.office(), document(unit), current(unit).digest(), comment);
    }

    void withdraw(String unit) {
        documents.withdraw(
                district.office(), document(unit), WithdrawalNotice.of(WithdrawalReason.OUTDATED));
    }

    DocumentId document(String unit) {
        return current(unit).document();
    }

    private Documents.Written current(String unit) {
        return Objects.requireNonNull(written.get(unit), unit);
    }

    private void approve(String unit, Actor by) {
        documents.approve(by, document(unit), current(unit).digest(), "同意");
    }

    private static Draft text(String title) {
        return new Draft(title, "<p>" + title + "的正文。</p>", Map.of(), List.of(), null, List.of());
    }

    // ------------------------------------------------------------------ publications elsewhere

    /** Records that these units published it now, each with a link. */
    void elsewhere(int number, Channel channel, String... units) {
        for (String unit : units) {
            String link = "https://media.example.cn/%s/%d".formatted(unit, number);
            prove(unit, number, channel, link, null);
        }
    }

    /** Records that a unit published it now, with a file that shows it. */
    void elsewhereByFile(int number, Channel channel, String unit) {
        House house = district.of(unit);
        byte[] page = "%s的报样，任务%d".formatted(unit, number).getBytes(StandardCharsets.UTF_8);
        Asset file =
                assets.add(house.editor(), house.unit(), "报样.txt", new ByteArrayInputStream(page));
        prove(unit, number, channel, null, file.sha256().hex());
    }

    private void prove(
            String unit,
            int number,
            Channel channel,
            @Nullable String link,
            @Nullable String sha256) {
        House house = district.of(unit);
        shares.prove(
                house.editor(),
                campaign,
                number,
                house.unit(),
                new Evidence.Elsewhere(channel, link, sha256, clock.instant(), ""));
    }

    // ------------------------------------------------------------------ summaries

    void sumUp(String... units) {
        for (String unit : units) {
            submit(district.of(unit).editor(), district.of(unit).unit());
        }
    }

    void sumUpTheDistrict() {
        submit(district.office(), null);
    }

    private void submit(Actor by, @Nullable UnitKey unit) {
        long version = summaries.get(by, campaign, unit).version();
        summaries.submit(by, campaign, unit, version, WORDS);
    }

    void returnSummary(String unit, String reason) {
        UnitKey key = district.of(unit).unit();
        summaries.giveBack(
                district.office(), campaign, key, submission(district.office(), key), reason);
    }

    void acceptAllSummaries() {
        district.keys().forEach(unit -> accept(district.office(), district.of(unit).unit()));
    }

    void acceptTheDistrictsSummary() {
        accept(district.city(), null);
    }

    private void accept(Actor by, @Nullable UnitKey unit) {
        summaries.accept(by, campaign, unit, submission(by, unit));
    }

    /** The number of what was submitted last. */
    private int submission(Actor by, @Nullable UnitKey unit) {
        return summaries.get(by, campaign, unit).submissions().getFirst().number();
    }
}
