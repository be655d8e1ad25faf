package org.gongkai.publisher.archive;

import org.gongkai.publisher.approved.ApprovedContent;
import org.gongkai.publisher.approved.SiteText;
import org.gongkai.publisher.output.Manifest.LiveDocument;
import org.gongkai.publisher.render.SiteIdentity;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;

/**
 * What an archive says of a document's page, after DA/T 80-2019 and GB/T 42147-2022
 * (docs/operations.md has the table). How long it is to be kept is the archivist's to say.
 */
record Description(SiteText text, SiteIdentity identity) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ISO_OFFSET_DATE_TIME.withZone(ZoneId.of("Asia/Shanghai"));

    byte[] of(UUID document, LiveDocument live, ApprovedContent content, String url) {
        Fields fields =
                new Fields()
                        .add("title", content.title())
                        .add(
                                "creator",
                                text.unit(content.unit())
                                        .map(SiteText.Unit::name)
                                        .orElse(content.unit()))
                        .add("publisher", text.footer().organizer())
                        .add(
                                "column",
                                text.section(content.section())
                                        .map(SiteText.Section::name)
                                        .orElse(content.section()))
                        .add(
                                "columnType",
                                text.section(content.section())
                                        .map(SiteText.Section::columnType)
                                        .orElse(null))
                        .add("issued", TIME.format(live.firstPublished()))
                        .add("modified", modified(live))
                        .add("documentNumber", content.field("documentNumber").orElse(null))
                        .add("siteName", identity.siteName())
                        .add("siteIDCode", identity.siteIdCode())
                        .add("language", "zh")
                        .add("format", "text/html")
                        .add("type", content.kind())
                        .add("identifier", "urn:uuid:" + document)
                        .add("edition", "urn:uuid:" + live.edition())
                        .add("contentDigest", "sha256:" + live.digest().hex())
                        .add("url", url);
        content.tags().forEach(tag -> fields.add("subject", tag));
        return fields.bytes();
    }

    private static @Nullable String modified(LiveDocument live) {
        return live.published().equals(live.firstPublished())
                ? null
                : TIME.format(live.published());
    }

    static String utc(Instant instant) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(instant.atOffset(ZoneOffset.UTC));
    }
}
