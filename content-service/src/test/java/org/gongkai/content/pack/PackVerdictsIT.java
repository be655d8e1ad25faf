package org.gongkai.content.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gongkai.content.pack.FilledSheet.verdict;

import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.gongkai.content.canonical.Digest;
import org.gongkai.content.document.DocumentQueries;
import org.gongkai.content.document.DocumentView;
import org.gongkai.content.document.Documents;
import org.gongkai.content.document.EditionState;
import org.gongkai.content.pack.Judgement.Outcome;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.NotAllowed;
import org.gongkai.content.review.ReviewStage;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/**
 * A spreadsheet that comes back is taken item by item, on the digests of its pack and no others.
 */
class PackVerdictsIT extends PackApplication {
    @Autowired private DocumentQueries queries;
    @Autowired private Sheets sheets;

    @Test
    void aReviewerWithoutAnAccountApprovesAndReturns() {
        Documents.Written good = waiting("甲件");
        Documents.Written bad = waiting("乙件");
        Pack pack = packs.make(maker(), campaign);
        byte[] filled =
                filled(
                        pack,
                        sheet -> {
                            verdict(sheet, 1, "通过", "同意");
                            verdict(sheet, 2, " 退回　", "日期有误");
                        });

        assertThat(outcomes(look(maker(), pack, filled))).containsExactly("1 READY", "2 READY");
        assertThat(state(good)).isEqualTo(EditionState.IN_REVIEW);
        assertThat(outcomes(take(pack, filled))).containsExactly("1 TAKEN", "2 TAKEN");

        DocumentView approved = queries.view(desk().editor(), good.document());
        assertThat(approved.summary().state()).isEqualTo(EditionState.APPROVED);
        assertThat(approved.verdicts().getLast())
                .returns("王科长", DocumentView.Given::name)
                .returns("同意", DocumentView.Given::comment)
                .returns(ReviewStage.MUNICIPAL_PRE_REVIEW, DocumentView.Given::stage)
                .returns(good.digest(), DocumentView.Given::digest);
        assertThat(state(bad)).isEqualTo(EditionState.RETURNED);
        assertThat(packs.find(maker(), pack.id()).judged()).isEqualTo(2);
    }

    @Test
    void aChangedItemIsRefusedByNameAndTheOthersAreTaken() {
        Documents.Written changed = waiting("会改的一件");
        Documents.Written good = waiting("不改的一件");
        Pack pack = packs.make(maker(), campaign);
        changed(changed);

        List<Judgement> judged = take(pack, all(pack, "通过"));

        assertThat(outcomes(judged)).containsExactly("1 CHANGED", "2 TAKEN");
        assertThat(judged.getFirst().title()).isEqualTo("会改的一件");
        assertThat(state(changed)).isEqualTo(EditionState.IN_REVIEW);
        assertThat(state(good)).isEqualTo(EditionState.APPROVED);
    }

    @Test
    void theSameFileTwiceIsRefused() {
        Documents.Written text = waiting("甲件");
        Pack pack = packs.make(maker(), campaign);
        byte[] filled = all(pack, "退回");
        assertThat(outcomes(take(pack, filled))).containsExactly("1 TAKEN");
        documents.submit(desk().editor(), text.document(), null); // unchanged, so it waits again

        assertThat(outcomes(take(pack, filled))).containsExactly("1 ALREADY");
        assertThat(queries.view(desk().editor(), text.document()).summary().stage())
                .isEqualTo(ReviewStage.MUNICIPAL_PRE_REVIEW);
    }

    @Test
    void aFileForAnotherPackOrForNoneIsRefusedWhole() {
        Documents.Written text = waiting("甲件");
        Pack first = packs.make(maker(), campaign);
        Pack second = packs.make(maker(), campaign);

        assertThatThrownBy(() -> take(second, all(first, "通过")))
                .isInstanceOfSatisfying(
                        SheetRefused.class,
                        e -> {
                            assertThat(e.why()).isEqualTo(SheetRefused.Why.OTHER_PACK);
                            assertThat(e.about()).isEqualTo(Long.toString(first.number()));
                        });
        refused(
                first,
                filled(first, sheet -> sheet.removeRow(sheet.getRow(0))),
                SheetRefused.Why.NO_PACK);
        refused(
                first,
                filled(first, sheet -> sheet.getRow(2).removeCell(sheet.getRow(2).getCell(4))),
                SheetRefused.Why.COLUMN);
        refused(
                first,
                filled(first, sheet -> sheet.getRow(2).createCell(8).setCellValue("结论")),
                SheetRefused.Why.COLUMN_TWICE);
        refused(
                first,
                filled(
                        first,
                        sheet -> {
                            for (int i = 0; i < 600; i++) {
                                sheet.createRow(100 + i).createCell(6).setCellValue("备注");
                            }
                            again(sheet, 700, "1", digest(first, 1));
                        }),
                SheetRefused.Why.TOO_MANY_ROWS);
        refused(first, xls(), SheetRefused.Why.UNREADABLE);
        refused(first, new byte[6 << 20], SheetRefused.Why.TOO_LARGE);
        refused(first, "no workbook".getBytes(StandardCharsets.UTF_8), SheetRefused.Why.UNREADABLE);
        refused(first, new byte[] {'P', 'K', 3, 4}, SheetRefused.Why.UNREADABLE);
        refused(first, new byte[0], SheetRefused.Why.UNREADABLE);
        assertThat(state(text)).isEqualTo(EditionState.IN_REVIEW);
        assertThat(sheets.all(maker(), first.id())).as("what is refused is not kept").isEmpty();
    }

    @Test
    void theSheetIsKeptAsItCameAndNamedByWhatRestsOnIt() {
        waiting("甲件");
        Pack pack = packs.make(maker(), campaign);
        byte[] filled = all(pack, "通过");
        Digest digest = Digest.of(filled);

        take(pack, filled);

        assertThat(sheets.all(maker(), pack.id()))
                .singleElement()
                .returns(digest, Pack.Sheet::sha256)
                .returns(maker().name(), Pack.Sheet::broughtBy)
                .returns(1, Pack.Sheet::verdicts);
        assertThat(bytes(sheets.open(maker(), pack.id(), digest))).isEqualTo(filled);
        assertThat(
                        owner.sql(
                                        "select action from gongkai.audit_entry where detail like"
                                                + " :digest order by position")
                                .param("digest", "%" + digest.hex() + "%")
                                .query(String.class)
                                .list())
                .containsExactly("pack-sheet", "pack-verdict");
        assertThat(
                        http.get()
                                .uri("/api/v1/packs/{id}/sheets/{digest}.xlsx", pack.id(), digest)
                                .header(HttpHeaders.AUTHORIZATION, people.bearer(maker())))
                .hasStatusOk()
                .hasHeader("Content-Length", Integer.toString(filled.length));
        assertThatThrownBy(() -> verdicts.take(maker(), pack.id(), Digest.of(new byte[1]), "王科长"))
                .isInstanceOfSatisfying(
                        SheetRefused.class,
                        e -> assertThat(e.why()).isEqualTo(SheetRefused.Why.NOT_KEPT));
    }

    @Test
    void nothingMoreComesToAPackThatWasErased() {
        waiting("甲件");
        Pack pack = packs.make(maker(), campaign);
        byte[] filled = all(pack, "通过");
        owner.sql("update gongkai.pack set sha256 = null, erased_at = now() where id = :id")
                .param("id", pack.id())
                .update();

        refused(pack, filled, SheetRefused.Why.ERASED);
    }

    @Test
    void aRowThatFailsIsNamedAndTheOthersAreTakenByTheSameGuest() {
        waiting("甲件");
        waiting("乙件");
        waiting("丙件");
        Pack pack = packs.make(maker(), campaign);
        byte[] filled = all(pack, "通过");
        owner.sql(
                        """
                        create function gongkai.fails() returns trigger language plpgsql as $$
                        begin raise exception 'for this test'; end $$
                        """)
                .update();
        owner.sql(
                        """
                        create trigger fails before insert on gongkai.pack_verdict for each row
                        when (new.number = 1) execute function gongkai.fails()
                        """)
                .update();
        try {
            assertThat(outcomes(take(pack, filled)))
                    .containsExactly("1 FAILED", "2 TAKEN", "3 TAKEN");
        } finally {
            owner.sql("drop function gongkai.fails() cascade").update();
        }

        assertThat(outcomes(take(pack, filled)))
                .containsExactly("1 TAKEN", "2 ALREADY", "3 ALREADY");

        assertThat(
                        owner.sql("select count(*) from gongkai.person where vouched_by = :by")
                                .param("by", maker().id().value())
                                .query(Long.class)
                                .single())
                .isOne();
    }

    private static byte[] xls() {
        try (Workbook book = new HSSFWorkbook();
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            book.createSheet().createRow(0).createCell(0).setCellValue("送审包编号");
            book.write(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void eachRowThatCannotBeTakenSaysWhy() {
        for (int i = 1; i <= 9; i++) {
            waiting("第" + i + "件");
        }
        Pack pack = packs.make(maker(), campaign);
        String older = "0".repeat(64);
        byte[] filled =
                filled(
                        pack,
                        sheet -> {
                            verdict(sheet, 1, "同意", "");
                            verdict(sheet, 2, "退回", "");
                            verdict(sheet, 3, "通过", "");
                            row(sheet, 3).getCell(3).setCellValue(older);
                            verdict(sheet, 5, "通过", "");
                            row(sheet, 5).getCell(0).setCellValue(99);
                            sheet.removeRow(row(sheet, 6));
                            verdict(sheet, 7, "通过", "");
                            again(sheet, 40, "07", digest(pack, 7));
                            verdict(sheet, 8, "通过", "字".repeat(2001));
                            verdict(sheet, 9, "通过", "");
                            again(sheet, 42, "甲", digest(pack, 9));
                        });

        List<Judgement> judged = take(pack, filled);

        assertThat(outcomes(judged))
                .containsExactly(
                        "1 WORD",
                        "2 NO_OPINION",
                        "3 OTHER_DIGEST",
                        "4 BLANK",
                        "null UNKNOWN",
                        "7 TWICE",
                        "8 LONG_OPINION",
                        "9 TWICE",
                        "7 TWICE",
                        "null UNKNOWN",
                        "5 MISSING",
                        "6 MISSING");
        assertThat(packs.find(maker(), pack.id()).judged()).isZero();
    }

    @Test
    void whoTookPartInAnItemCannotBringItsVerdict() {
        Documents.Written text = waiting("甲件");
        Pack pack = packs.make(desk().office(), campaign);

        List<Judgement> judged = take(desk().office(), pack, all(pack, "通过"), "王科长");

        assertThat(judged).singleElement().returns(Outcome.BARRED, Judgement::outcome);
        assertThat(judged.getFirst().refusal()).hasToString("APPROVED_OTHER_STAGE");
        assertThat(state(text)).isEqualTo(EditionState.IN_REVIEW);
        assertThatThrownBy(() -> look(desk().editor(), pack, all(pack, "通过")))
                .isInstanceOf(NotAllowed.class);
    }

    @Test
    void aMunicipalReviewerBringsTheOwnVerdicts() {
        Documents.Written text = waiting("甲件");
        Pack pack = packs.make(maker(), campaign);

        assertThat(outcomes(take(desk().city(), pack, all(pack, "通过"), "")))
                .containsExactly("1 TAKEN");

        assertThat(queries.view(desk().editor(), text.document()).verdicts().getLast().name())
                .isEqualTo(desk().city().name());
    }

    @Test
    void whatWasDecidedOtherwiseMeanwhileIsSaid() {
        Documents.Written text = waiting("甲件");
        Pack pack = packs.make(maker(), campaign);
        documents.returnForChanges(desk().city(), text.document(), text.digest(), "另有意见");

        assertThat(outcomes(take(pack, all(pack, "通过")))).containsExactly("1 MOVED");
    }

    @Test
    void withoutANameNothingIsRecorded() {
        waiting("甲件");
        Pack pack = packs.make(maker(), campaign);
        assertThatThrownBy(() -> take(maker(), pack, all(pack, "通过"), " "))
                .isInstanceOfSatisfying(
                        SheetRefused.class,
                        e -> assertThat(e.why()).isEqualTo(SheetRefused.Why.NO_NAME));
    }

    @Test
    void theApiLooksFirstAndTakesWhenAsked() {
        Documents.Written text = waiting("甲件");
        Pack pack = packs.make(maker(), campaign);
        byte[] filled = all(pack, "通过");

        MvcTestResult looked = send(maker(), pack, filled, "false");
        assertThat(looked).hasStatusOk().bodyText().contains("\"outcome\":\"READY\"");
        assertThat(state(text)).isEqualTo(EditionState.IN_REVIEW);
        assertThat(send(maker(), pack, filled, "true"))
                .hasStatusOk()
                .bodyText()
                .contains("\"outcome\":\"TAKEN\"");
        assertThat(send(maker(), pack, new byte[] {1}, "true")).hasStatus(422);
        assertThat(state(text)).isEqualTo(EditionState.APPROVED);
    }

    private MvcTestResult send(Actor by, Pack pack, byte[] file, String take) {
        return http.post()
                .uri("/api/v1/packs/{id}/verdicts", pack.id())
                .multipart()
                .file(new MockMultipartFile("file", "预审意见表.xlsx", null, file))
                .param("take", take)
                .param("name", "王科长")
                .header(HttpHeaders.AUTHORIZATION, people.bearer(by))
                .exchange();
    }

    private void refused(Pack pack, byte[] file, SheetRefused.Why why) {
        assertThatThrownBy(() -> take(pack, file))
                .isInstanceOfSatisfying(
                        SheetRefused.class, e -> assertThat(e.why()).isEqualTo(why));
    }

    private List<Judgement> look(Actor by, Pack pack, byte[] file) {
        return bring(by, pack, file).judgements();
    }

    private List<Judgement> take(Pack pack, byte[] file) {
        return take(maker(), pack, file, "王科长");
    }

    private List<Judgement> take(Actor by, Pack pack, byte[] file, String name) {
        return verdicts.take(by, pack.id(), bring(by, pack, file).sheet(), name);
    }

    private PackVerdicts.Brought bring(Actor by, Pack pack, byte[] file) {
        return verdicts.bring(by, pack.id(), "意见表.xlsx", new ByteArrayInputStream(file));
    }

    private EditionState state(Documents.Written text) {
        return queries.view(desk().editor(), text.document()).summary().state();
    }

    private static List<String> outcomes(List<Judgement> judged) {
        return judged.stream().map(each -> each.number() + " " + each.outcome()).toList();
    }

    private byte[] all(Pack pack, String word) {
        return filled(
                pack,
                sheet -> pack.items().forEach(item -> verdict(sheet, item.number(), word, "意见")));
    }

    private byte[] filled(Pack pack, Consumer<Sheet> by) {
        return FilledSheet.of(packs.open(maker(), pack.id()), by);
    }

    /** Another row that returns an item. */
    private static void again(Sheet sheet, int at, String number, String digest) {
        Row row = sheet.createRow(at);
        row.createCell(0).setCellValue(number);
        row.createCell(3).setCellValue(digest);
        row.createCell(4).setCellValue("退回");
        row.createCell(5).setCellValue("意见");
    }

    private static Row row(Sheet sheet, int number) {
        return sheet.getRow(2 + number);
    }

    private static String digest(Pack pack, int number) {
        return pack.item(number).orElseThrow().digest().hex();
    }
}
