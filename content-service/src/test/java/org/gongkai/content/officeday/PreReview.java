package org.gongkai.content.officeday;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gongkai.content.canonical.Digest;
import org.gongkai.content.document.DocumentQueries;
import org.gongkai.content.document.DocumentSummary;
import org.gongkai.content.pack.FilledSheet;
import org.gongkai.content.pack.Judgement;
import org.gongkai.content.pack.Pack;
import org.gongkai.content.pack.PackVerdicts;
import org.gongkai.content.pack.Packs;
import org.gongkai.content.pack.SheetRefused;
import org.gongkai.content.pack.VerdictSheet;
import org.gongkai.content.people.Actor;
import org.gongkai.content.review.Approval.Verdict;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestComponent;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The packs that go to the city, and the sheets of verdicts that come back. */
@TestComponent
class PreReview {
    @Autowired private FourteenUnits district;
    @Autowired private Packs packs;
    @Autowired private PackVerdicts verdicts;
    @Autowired private DocumentQueries queries;

    private final Map<Integer, Pack> made = new HashMap<>();
    private final Map<Integer, byte[]> sheets = new HashMap<>();
    private final Map<String, String> outcomes = new TreeMap<>();
    private final List<String> refused = new ArrayList<>();
    private String campaign = "";

    void actIn(String campaign) {
        this.campaign = campaign;
    }

    void makePack(int number) {
        made.put(number, packs.make(district.packer(), campaign));
    }

    /** Somebody of the city without an account approves all but what one unit has in it. */
    void theSheetComesBack(int number, String returned, String opinion) {
        Pack pack = pack(number);
        byte[] sheet =
                FilledSheet.of(
                        packs.open(district.packer(), pack.id()),
                        cells ->
                                pack.items()
                                        .forEach(
                                                item -> {
                                                    boolean back =
                                                            now(item).unit().equals(returned);
                                                    FilledSheet.verdict(
                                                            cells,
                                                            item.number(),
                                                            back
                                                                    ? VerdictSheet.RETURN
                                                                    : VerdictSheet.APPROVE,
                                                            back ? opinion : "同意");
                                                }));
        sheets.put(number, sheet);
        note(number, taken(district.packer(), pack, sheet, "市级审核员"));
    }

    /** A reviewer of the city approves all of a pack by its sheet. */
    void theCityBringsItsSheet(int number) {
        Pack pack = pack(number);
        byte[] sheet =
                FilledSheet.of(
                        packs.open(district.packer(), pack.id()),
                        cells ->
                                pack.items()
                                        .forEach(
                                                item ->
                                                        FilledSheet.verdict(
                                                                cells,
                                                                item.number(),
                                                                VerdictSheet.APPROVE,
                                                                "同意")));
        note(number, taken(district.city(), pack, sheet, ""));
    }

    void theSheetOfAnotherPackIsRefused(int sheet, int number) {
        byte[] other = Objects.requireNonNull(sheets.get(sheet));
        assertThatThrownBy(() -> bring(district.packer(), pack(number), other))
                .isInstanceOfSatisfying(
                        SheetRefused.class,
                        e -> {
                            if (e.why() != SheetRefused.Why.OTHER_PACK) {
                                throw new AssertionError("not because it is for another pack", e);
                            }
                        });
    }

    /** Brought, and then taken. */
    private List<Judgement> taken(Actor by, Pack pack, byte[] sheet, String name) {
        return verdicts.take(by, pack.id(), bring(by, pack, sheet), name);
    }

    private Digest bring(Actor by, Pack pack, byte[] sheet) {
        return verdicts.bring(by, pack.id(), "预审意见表.xlsx", new ByteArrayInputStream(sheet)).sheet();
    }

    private void note(int number, List<Judgement> judged) {
        Pack pack = pack(number);
        for (Judgement one : judged) {
            Pack.Item item = pack.item(Objects.requireNonNull(one.number())).orElseThrow();
            DocumentSummary now = now(item);
            outcomes.put(
                    number + " " + one.number(),
                    String.join(
                            " ",
                            now.unit(),
                            one.verdict() == Verdict.RETURN
                                    ? VerdictSheet.RETURN
                                    : VerdictSheet.APPROVE,
                            one.outcome().name(),
                            now.state().name()));
            if (one.refused()) {
                refused.add(one.title());
            }
        }
    }

    /** {@code 1 6} → {@code office 退回 TAKEN RETURNED}: what became of each item. */
    Map<String, String> outcomes() {
        return outcomes;
    }

    /** What was refused, by name. */
    List<String> refused() {
        return refused;
    }

    private Pack pack(int number) {
        return Objects.requireNonNull(made.get(number));
    }

    private DocumentSummary now(Pack.Item item) {
        return queries.view(district.office(), item.document()).summary();
    }
}
