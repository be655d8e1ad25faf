package org.gongkai.publisher.render;

import org.gongkai.publisher.Sha256;
import org.gongkai.publisher.approved.ApprovedContent;
import org.gongkai.publisher.approved.ApprovedContent.AssetUse;
import org.gongkai.publisher.approved.ApprovedContent.AssetUse.Role;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A document being written for the sample. */
final class SampleDraft {
    private static final String PARAGRAPHS =
            """
            <p>按照今年“政务公开日”的安排，这项工作的依据、过程和结果都在本专栏公开。涉及群众切身利益的环节，先听意见、再作决定，意见采纳情况一并说明。</p>
            <h2>怎么做</h2>
            <p>受理、审核、办结三个环节全部在网上留痕，申请人随时可以查看进度。办理时限由原来的 20 个工作日压缩到 7 个工作日；确需延长的，会提前告知理由。</p>
            <p>各街道便民服务中心同步设立咨询点，为不便使用智能手机的老年人提供帮办代办，电话预约、上门办理均不收费。</p>
            <h2>接下来</h2>
            <p>本月底前公布第一批事项清单，六月起分批实施。对实施中发现的问题，欢迎在<strong>政务公开社会评</strong>栏目提出。</p>
            """;

    private final String name;
    private final String section;
    private final String unit;
    private final String kind;
    private final String title;
    private String body = PARAGRAPHS;
    private final Map<String, String> fields = new HashMap<>();
    private final List<AssetUse> uses = new ArrayList<>();
    private final Map<Sha256, PublicAsset> assets = new HashMap<>();
    private final Map<String, SamplePicture> pictures = new LinkedHashMap<>();
    private List<String> tags = List.of("政务公开");
    private Duration later = Duration.ZERO;

    SampleDraft(String name, String section, String unit, String kind, String title) {
        this.name = name;
        this.section = section;
        this.unit = unit;
        this.kind = kind;
        this.title = title;
    }

    SampleDraft field(String key, String value) {
        fields.put(key, value);
        return this;
    }

    SampleDraft body(String html) {
        body = html;
        return this;
    }

    SampleDraft tags(String... words) {
        tags = List.of(words);
        return this;
    }

    SampleDraft updated(Duration after) {
        later = after;
        return this;
    }

    SampleDraft picture(Role role, String key, int width, int height, String alt, String caption) {
        Sha256 sha = Sha256.of(("picture " + key).getBytes(StandardCharsets.UTF_8));
        List<PublicAsset.Rendition> renditions = new ArrayList<>();
        for (int narrow : new int[] {320, 800, 1600}) {
            if (narrow <= width) {
                String url = "/media/" + key + "-" + narrow + ".jpg";
                int high = height * narrow / width;
                renditions.add(new PublicAsset.Rendition(url, narrow, high));
                pictures.put(url, new SamplePicture(key, narrow, high));
            }
        }
        String url = "/media/" + key + ".jpg";
        pictures.put(url, new SamplePicture(key, width, height));
        assets.put(
                sha,
                new PublicAsset(
                        sha,
                        url,
                        "image/jpeg",
                        123_456,
                        width,
                        height,
                        renditions,
                        role == Role.LEAD ? webp(renditions) : List.of(),
                        role == Role.LEAD ? List.of(crop(key)) : List.of()));
        uses.add(new AssetUse(sha, role, "image/jpeg", key + ".jpg", alt, caption, 500, 500));
        return this;
    }

    /** Those of lead pictures only, so that pages have both. */
    private List<PublicAsset.Rendition> webp(List<PublicAsset.Rendition> renditions) {
        return renditions.stream()
                .map(
                        each -> {
                            String url = each.url().replace(".jpg", ".webp");
                            pictures.put(url, Objects.requireNonNull(pictures.get(each.url())));
                            return new PublicAsset.Rendition(url, each.width(), each.height());
                        })
                .toList();
    }

    private PublicAsset.Crop crop(String key) {
        boolean photo = kind.equals("picture-story");
        List<PublicAsset.Rendition> renditions = new ArrayList<>();
        for (int width : new int[] {320, 640, 1280}) {
            String url = "/media/" + key + "-crop-" + width + ".jpg";
            int height = photo ? width * 3 / 4 : width * 9 / 16;
            renditions.add(new PublicAsset.Rendition(url, width, height));
            pictures.put(url, new SamplePicture(key, width, height));
        }
        return new PublicAsset.Crop(photo ? "4x3" : "16x9", 500, 500, renditions, webp(renditions));
    }

    SampleDraft video(String key) {
        Sha256 sha = Sha256.of(("video " + key).getBytes(StandardCharsets.UTF_8));
        assets.put(
                sha,
                new PublicAsset(
                        sha,
                        "/media/" + key + ".mp4",
                        "video/mp4",
                        8_000_000,
                        720,
                        1280,
                        List.of(),
                        List.of(),
                        List.of()));
        uses.add(
                new AssetUse(
                        sha,
                        Role.VIDEO,
                        "video/mp4",
                        key + ".mp4",
                        "画面依次介绍办理地点、需要带的材料和办理时间，最后给出咨询方式。",
                        "时长约三分钟。",
                        500,
                        500));
        Sha256 captions = Sha256.of(("captions " + key).getBytes(StandardCharsets.UTF_8));
        String url = "/media/" + key + ".vtt";
        assets.put(
                captions,
                new PublicAsset(
                        captions, url, "text/vtt", 900, 0, 0, List.of(), List.of(), List.of()));
        uses.add(new AssetUse(captions, Role.CAPTIONS, "text/vtt", key + ".vtt", "", "", 500, 500));
        return this;
    }

    SampleDraft attachment(String fileName, String mediaType, long bytes) {
        Sha256 sha = Sha256.of(fileName.getBytes(StandardCharsets.UTF_8));
        String url = "/media/" + sha.hex().substring(0, 16) + ".bin";
        assets.put(
                sha,
                new PublicAsset(sha, url, mediaType, bytes, 0, 0, List.of(), List.of(), List.of()));
        uses.add(new AssetUse(sha, Role.ATTACHMENT, mediaType, fileName, "", "", 500, 500));
        return this;
    }

    void add(SampleSite site) {
        int number = site.articles().size();
        Instant published =
                number == 0
                        ? SampleSite.AT.minusSeconds(3600)
                        : SampleSite.AT.minus(Duration.ofHours(5L * number));
        String path = "/" + section + "/2020/05" + (10 + number % 15) + "-" + number + "/";
        ApprovedContent content =
                new ApprovedContent(
                        ApprovedContent.FORM,
                        kind,
                        title,
                        body,
                        fields,
                        section,
                        unit,
                        tags,
                        path,
                        null,
                        uses);
        site.add(
                new Article(
                        SampleSite.id(name),
                        SampleSite.id(name + " edition"),
                        Sha256.of(name.getBytes(StandardCharsets.UTF_8)),
                        content,
                        published,
                        published.plus(later),
                        assets),
                pictures);
    }
}
