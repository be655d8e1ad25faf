package org.gongkai.content.intake;

import static org.assertj.core.api.Assertions.assertThat;

import org.gongkai.content.WholeApplication;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.Role;
import org.gongkai.content.people.UnitKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

class ImportsIT extends WholeApplication {
    @TempDir Path directory;
    @Autowired private JdbcClient jdbc;

    private UnitKey unit;
    private Actor editor;
    private String section;

    @BeforeEach
    void unitWithAnEditorAndASection() {
        unit = people.unit();
        editor = people.person(Role.EDITOR, unit);
        section = "s" + UUID.randomUUID().toString().substring(0, 8);
        jdbc.sql("insert into section (key, created_at) values (:key, now())")
                .param("key", section)
                .update();
    }

    @Test
    void aFileBecomesADraftAndASecondRunChangesNothing() {
        JsonNode first = answer(201, send("条例/公开条例(2020-05-01).md", "# 公开条例\n\n第一条 公开。\n"));
        JsonNode second = answer(200, send("条例/公开条例(2020-05-01).md", "# 公开条例\n\n第一条 公开。\n"));

        assertThat(first.get("outcome").asString()).isEqualTo("CREATED");
        assertThat(first.get("title").asString()).isEqualTo("公开条例");
        assertThat(second.get("outcome").asString()).isEqualTo("UNCHANGED");
        assertThat(second.get("document")).isEqualTo(first.get("document"));
        JsonNode view = view(first.get("document").asString());
        assertThat(view.at("/content/body").asString()).isEqualTo("<p>第一条 公开。</p>");
        assertThat(view.at("/content/fields/documentDate").asString()).isEqualTo("2020-05-01");
        assertThat(view.at("/summary/state").asString()).isEqualTo("DRAFT");
        assertThat(view.at("/summary/kind").asString()).isEqualTo("article");
    }

    @Test
    void otherBytesBecomeANewRevisionAsLongAsNobodyTouchedTheDraft() {
        JsonNode first = answer(201, send("a.md", "# 一\n\n甲\n"));
        JsonNode second = answer(200, send("a.md", "# 一\n\n乙\n"));

        assertThat(second.get("outcome").asString()).isEqualTo("UPDATED");
        assertThat(view(first.get("document").asString()).at("/content/body").asString())
                .isEqualTo("<p>乙</p>");
    }

    @Test
    void aDraftThatWasEditedIsNotOverwritten() {
        String document = answer(201, send("a.md", "# 一\n\n甲\n")).get("document").asString();
        assertThat(
                        http.put()
                                .uri("/api/v1/documents/" + document + "/draft")
                                .header(HttpHeaders.AUTHORIZATION, people.bearer(editor))
                                .header(HttpHeaders.IF_MATCH, "\"1.0\"")
                                .contentType("application/json")
                                .content(
                                        "{\"title\":\"一\",\"body\":\"<p>手改</p>\",\"fields\":{},\"tags\":[],\"assets\":[]}"))
                .hasStatusOk();

        JsonNode refused = answer(422, send("a.md", "# 一\n\n乙\n"));
        JsonNode same = answer(200, send("a.md", "# 一\n\n甲\n"));

        assertThat(refused.get("reason").asString()).isEqualTo("overtaken");
        assertThat(refused.get("detail").asString()).contains("“a.md”", document, "by hand");
        assertThat(same.get("outcome").asString()).isEqualTo("UNCHANGED");
        assertThat(view(document).at("/content/body").asString()).isEqualTo("<p>手改</p>");
    }

    @Test
    void theSameFileSentManyTimesAtOnceGivesOneDocument() throws Exception {
        List<Callable<MvcTestResult>> sends = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            sends.add(() -> send("once.md", "# 只一份\n\n正文\n"));
        }

        List<String> outcomes = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<MvcTestResult> sent : threads.invokeAll(sends)) {
                outcomes.add(json(sent.get()).get("outcome").asString());
            }
        }

        assertThat(outcomes).containsOnlyOnce("CREATED").hasSize(8);
        assertThat(
                        jdbc.sql("select count(*) from document where section_key = :section")
                                .param("section", section)
                                .query(Long.class)
                                .single())
                .isEqualTo(1);
    }

    @Test
    void aBadFileIsNamedWithReasonAndRemedyAndLeavesNothing() throws IOException {
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(zip)) {
            out.putNextEntry(new ZipEntry("readme"));
            out.write('x');
        }

        JsonNode refused = answer(422, send("目录/纪要.docx", zip.toByteArray(), editor));

        assertThat(refused.get("type").asString()).isEqualTo("urn:gongkai:problem:file-refused");
        assertThat(refused.get("detail").asString())
                .contains("纪要.docx", "application/zip", "Save it");
        assertThat(
                        jdbc.sql("select count(*) from imported_file where import_key like :key")
                                .param("key", section + "/%")
                                .query(Long.class)
                                .single())
                .isZero();
    }

    @Test
    void theOriginalIsAttachedOnRequestAndWhatItStillShowsIsSaid() throws IOException {
        Path file =
                Docx.of(Docx.p("正文。"))
                        .part(
                                "docProps/core.xml",
                                "<cp:coreProperties><dc:creator>张三</dc:creator></cp:coreProperties>")
                        .write(directory.resolve("通知.docx"));
        MvcTestResult sent =
                http.post()
                        .uri("/api/v1/imports")
                        .multipart()
                        .file(
                                new MockMultipartFile(
                                        "file", "通知.docx", null, Files.readAllBytes(file)))
                        .param("path", "通知.docx")
                        .param("section", section)
                        .param("unit", unit.value())
                        .param("attach", "true")
                        .header(HttpHeaders.AUTHORIZATION, people.bearer(editor))
                        .exchange();

        JsonNode imported = answer(201, sent);
        assertThat(imported.get("warnings").toString())
                .contains("The attached original still shows its readers: authors (张三)");
        JsonNode use = view(imported.get("document").asString()).at("/content/assets/0");
        assertThat(use.get("role").asString()).isEqualTo("ATTACHMENT");
        assertThat(use.get("fileName").asString()).isEqualTo("通知.docx");
    }

    @Test
    void pastedHtmlBecomesABodyAndItsPictureAnAsset() {
        MvcTestResult pasted =
                http.post()
                        .uri("/api/v1/imports/paste")
                        .header(HttpHeaders.AUTHORIZATION, people.bearer(editor))
                        .contentType("application/json")
                        .content(
                                JsonMapper.shared()
                                        .writeValueAsString(
                                                Map.of(
                                                        "unit",
                                                        unit.value(),
                                                        "html",
                                                        "<p class=MsoNormal>某政办〔2020〕12号<o:p></o:p></p><script>x</script>")))
                        .exchange();

        JsonNode body = answer(200, pasted);
        assertThat(body.get("body").asString()).isEqualTo("<p>某政办〔2020〕12号</p>");
        assertThat(body.get("documentNumber").asString()).isEqualTo("某政办〔2020〕12号");
        assertThat(body.get("warnings").toString()).contains("script");
    }

    @Test
    void onlyAnEditorOfTheUnitImports() {
        Actor stranger = people.person(Role.EDITOR, people.unit());

        assertThat(send("a.md", "# 一\n\n甲\n".getBytes(StandardCharsets.UTF_8), stranger))
                .hasStatus(403);
    }

    private MvcTestResult send(String path, String text) {
        return send(path, text.getBytes(StandardCharsets.UTF_8), editor);
    }

    private MvcTestResult send(String path, byte[] bytes, Actor actor) {
        return http.post()
                .uri("/api/v1/imports")
                .multipart()
                .file(new MockMultipartFile("file", path, null, bytes))
                .param("path", path)
                .param("section", section)
                .param("unit", unit.value())
                .header(HttpHeaders.AUTHORIZATION, people.bearer(actor))
                .exchange();
    }

    private JsonNode view(String document) {
        return json(
                http.get()
                        .uri("/api/v1/documents/" + document)
                        .header(HttpHeaders.AUTHORIZATION, people.bearer(editor))
                        .exchange());
    }

    private static JsonNode answer(int status, MvcTestResult result) {
        assertThat(result).hasStatus(status);
        return json(result);
    }

    private static JsonNode json(MvcTestResult result) {
        try {
            return JsonMapper.shared()
                    .readTree(result.getResponse().getContentAsString(StandardCharsets.UTF_8));
        } catch (UnsupportedEncodingException e) {
            throw new AssertionError(e);
        }
    }
}
