package org.gongkai.content.workbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import org.gongkai.content.document.TestSections;
import org.gongkai.content.library.LibraryFilter;
import org.gongkai.content.library.LibraryOrder;
import org.gongkai.content.library.LibraryQueries;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.PersonId;
import org.gongkai.content.people.Role;
import org.gongkai.content.people.UnitKey;
import org.gongkai.content.video.TestFfmpeg;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.UUID;

import javax.imageio.ImageIO;

/** The media library on the pages of the workbench, without a script. */
class LibraryPagesIT extends Browsing {
    private static final Actor NOBODY =
            new Actor(new PersonId(new UUID(0, 0)), "nobody", "无", Set.of());

    @Autowired private LibraryQueries queries;
    @Autowired private TestSections sections;

    private UnitKey unit = new UnitKey("x");
    private Actor editor = NOBODY;
    private MockHttpSession editing = new MockHttpSession();

    @BeforeEach
    void aUnitWithAnEditor() {
        unit = people.unit();
        editor = people.person(Role.EDITOR, unit, PASSWORD);
        editing = session(editor);
    }

    @Test
    void aVideoThatAFormWithoutScriptSendsIsConvertedToo(@TempDir Path directory)
            throws IOException {
        TestFfmpeg.require();
        Path film = TestFfmpeg.film(directory.resolve("a.mov"), "320x240", 1, "-c:v", "mpeg4");

        MvcTestResult sent =
                http.post()
                        .uri("/workbench/library")
                        .multipart()
                        .file(
                                new MockMultipartFile(
                                        "files", "开放日.mov", null, Files.readAllBytes(film)))
                        .param("unit", unit.value())
                        .session(editing)
                        .with(csrf())
                        .exchange();

        assertThat(sent).hasStatus3xxRedirection();
        assertThat(
                        text(
                                http.get()
                                        .uri("/workbench/library?unit=" + unit)
                                        .session(editing)
                                        .flashAttrs(sent.getMvcResult().getFlashMap())
                                        .exchange()))
                .contains("class=\"CONVERTING\"", "开放日.mov", "正在转换")
                .doesNotContain("class=\"REFUSED\"");
    }

    @Test
    void filesAreSentAndEachIsAnswered() throws IOException {
        MvcTestResult sent =
                http.post()
                        .uri("/workbench/library")
                        .multipart()
                        .file(new MockMultipartFile("files", "大<b>厅.png", null, picture()))
                        .file(new MockMultipartFile("files", "空.txt", null, new byte[0]))
                        .param("unit", unit.value())
                        .session(editing)
                        .with(csrf())
                        .exchange();
        assertThat(sent).hasStatus3xxRedirection();
        String after =
                text(
                        http.get()
                                .uri("/workbench/library?unit=" + unit)
                                .session(editing)
                                .flashAttrs(sent.getMvcResult().getFlashMap())
                                .exchange());

        assertThat(after)
                .contains("大&lt;b&gt;厅.png")
                .contains("已入库")
                .contains("未接收")
                .contains("文件是空的，请重新发送。")
                .contains("未使用")
                .contains("缺替代文字")
                .contains("未注明版权")
                .contains("/thumbnail")
                .contains("本单位素材库已用")
                .contains("library.js")
                .doesNotContain("{0}，");
        assertThat(text(get(editing, "/workbench/library?unit=" + unit + "&kind=VIDEO")))
                .contains("没有符合条件的文件");
    }

    @Test
    void whatIsSaidOfAFileGoesAlongIntoADocument() throws IOException {
        String file = picture("大厅.png");
        assertThat(
                        http.post()
                                .uri("/workbench/library/" + file)
                                .param("unit", unit.value())
                                .param("version", "0")
                                .param("alt", "办事大厅全景")
                                .param("source", "区融媒体中心")
                                .param("rights", "LICENSED")
                                .param("rightsNote", "")
                                .session(editing)
                                .with(csrf())
                                .exchange())
                .hasStatus3xxRedirection();
        assertThat(text(get(editing, "/workbench/library/" + file)))
                .contains("办事大厅全景")
                .contains("区融媒体中心")
                .contains("没有公开。")
                .contains(file);

        assertThat(text(get(editing, "/workbench/write?unit=" + unit)))
                .contains("从素材库选择")
                .contains("大厅.png");
        String picked =
                text(
                        http.post()
                                .uri("/workbench/write")
                                .param("kind", "article")
                                .param("section", sections.section())
                                .param("unit", unit.value())
                                .param("title", "大厅开放")
                                .param("pick", file)
                                .session(editing)
                                .with(csrf())
                                .exchange());
        assertThat(picked)
                .contains("尚未保存")
                .contains("value=\"办事大厅全景\"")
                .contains("asset:<span>" + file);
    }

    @Test
    void aRemovalSaysBeforeWhatItDoes() throws IOException {
        String file = picture("多余.png");

        assertThat(text(get(editing, "/workbench/library/" + file + "/remove?unit=" + unit)))
                .contains("多余.png")
                .contains("永久删除，不能恢复");
        assertThat(
                        http.post()
                                .uri("/workbench/library/" + file + "/remove")
                                .param("unit", unit.value())
                                .session(editing)
                                .with(csrf())
                                .exchange())
                .hasStatus3xxRedirection();
        assertThat(get(editing, "/workbench/library/" + file + "?unit=" + unit)).hasStatus(404);
    }

    @Test
    void othersSeeWhatTheyMaySee() throws IOException {
        String file = picture("内部.png");
        MockHttpSession reviewing = session(people.person(Role.UNIT_REVIEWER, unit, PASSWORD));
        MockHttpSession office = session(people.person(Role.OFFICE_REVIEWER, null, PASSWORD));
        MockHttpSession elsewhere = session(people.person(Role.EDITOR, people.unit(), PASSWORD));
        MockHttpSession admin = session(people.person(Role.ADMINISTRATOR, null, PASSWORD));

        assertThat(text(get(reviewing, "/workbench/library/" + file + "?unit=" + unit)))
                .contains("内部.png")
                .doesNotContain("从素材库移除");
        assertThat(text(get(office, "/workbench/library?unit=" + unit))).doesNotContain("内部.png");
        assertThat(get(office, "/workbench/library/" + file + "?unit=" + unit)).hasStatus(404);
        assertThat(get(elsewhere, "/workbench/library?unit=" + unit)).hasStatus(403);
        assertThat(text(get(admin, "/workbench"))).doesNotContain("/workbench/library");
    }

    private String picture(String name) throws IOException {
        http.post()
                .uri("/workbench/library")
                .multipart()
                .file(new MockMultipartFile("files", name, null, picture()))
                .param("unit", unit.value())
                .session(editing)
                .with(csrf())
                .exchange();
        return queries.list(editor, unit, LibraryFilter.ALL, LibraryOrder.NEWEST, 1, 1)
                .items()
                .getFirst()
                .asset()
                .sha256()
                .hex();
    }

    private static byte[] picture() throws IOException {
        BufferedImage drawn = new BufferedImage(80, 60, BufferedImage.TYPE_INT_RGB);
        drawn.setRGB(1, 1, UUID.randomUUID().hashCode());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(drawn, "png", out);
        return out.toByteArray();
    }
}
