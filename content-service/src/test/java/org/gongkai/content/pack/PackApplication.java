package org.gongkai.content.pack;

import org.gongkai.content.CampaignApplication;
import org.gongkai.content.document.AssetUse;
import org.gongkai.content.document.Documents;
import org.gongkai.content.document.Draft;
import org.gongkai.content.document.NewDocument;
import org.gongkai.content.media.Asset;
import org.gongkai.content.media.Assets;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.Role;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.Resource;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import javax.imageio.ImageIO;

/** A campaign of its own for each test, with documents that wait at the municipal pre-review. */
abstract class PackApplication extends CampaignApplication {
    @Autowired Packs packs;
    @Autowired PackVerdicts verdicts;
    @Autowired Assets assets;
    @Autowired private VerdictFiles spreadsheets;

    String campaign = "";
    String section = "";
    private @Nullable Team founded;
    private @Nullable Actor maker;

    @BeforeEach
    final void aCampaignWithASite() {
        clock.set("2020-04-27T09:00");
        goesOn(section(campaign())); // so that somebody approved the words of the site
        campaign = campaign();
        section = section(campaign);
        founded = team();
        maker = people.person(Role.OFFICE_REVIEWER);
    }

    final Team desk() {
        return Objects.requireNonNull(founded);
    }

    /** Of the office, who took part in nothing. */
    final Actor maker() {
        return Objects.requireNonNull(maker);
    }

    final Documents.Written waiting(String title) {
        return waiting(title, "<p>" + title + "的正文。</p>", List.of());
    }

    final Documents.Written waiting(String title, String body, List<Draft.Use> uses) {
        Documents.Written draft =
                documents.create(
                        desk().editor(),
                        new NewDocument(
                                "article",
                                section,
                                desk().unit(),
                                new Draft(title, body, Map.of(), List.of(), null, uses),
                                null));
        return again(draft);
    }

    /** Through unit and office once more. */
    final Documents.Written again(Documents.Written draft) {
        Documents.Written text = documents.submit(desk().editor(), draft.document(), null);
        documents.approve(desk().unitReviewer(), text.document(), text.digest(), "");
        documents.approve(desk().office(), text.document(), text.digest(), "");
        return text;
    }

    /** Changes what waits, so that it waits with other content. */
    final Documents.Written changed(Documents.Written text) {
        documents.takeBack(desk().editor(), text.document(), null);
        return again(documents.save(desk().editor(), text.document(), null, text("改过的标题")));
    }

    final Draft.Use attachment(String name, String words) {
        Asset asset = add(name, words.getBytes(StandardCharsets.UTF_8));
        return new Draft.Use(asset.sha256(), AssetUse.Role.ATTACHMENT, name, "", "", null, null);
    }

    final Draft.Use picture(String name) {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ImageIO.write(new BufferedImage(320, 200, BufferedImage.TYPE_INT_RGB), "png", png);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Asset asset = add(name, png.toByteArray());
        return new Draft.Use(asset.sha256(), AssetUse.Role.LEAD, name, "现场照片", "", null, null);
    }

    private Asset add(String name, byte[] bytes) {
        return assets.add(desk().editor(), desk().unit(), name, new ByteArrayInputStream(bytes));
    }

    /** The files of a pack in their order. */
    final Map<String, byte[]> files(Pack pack) {
        return files(bytes(packs.open(maker(), pack.id())));
    }

    final VerdictSheet read(byte[] sheet) {
        return VerdictFiles.within(
                new ByteArrayInputStream(sheet), file -> spreadsheets.read(file, "意见表.xlsx"));
    }

    static byte[] bytes(Resource resource) {
        try {
            return resource.getContentAsByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Map<String, byte[]> files(byte[] zip) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry each = in.getNextEntry(); each != null; each = in.getNextEntry()) {
                files.put(each.getName(), in.readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }
}
