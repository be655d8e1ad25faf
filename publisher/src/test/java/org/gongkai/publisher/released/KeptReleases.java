package org.gongkai.publisher.released;

import org.gongkai.publisher.InMemoryContent;
import org.gongkai.publisher.PublishableEdition;
import org.gongkai.publisher.Sha256;
import org.gongkai.publisher.Withdrawal;
import org.gongkai.publisher.approved.ApprovedContent;
import org.gongkai.publisher.catalogue.Catalogues;
import org.gongkai.publisher.catalogue.Facts;
import org.gongkai.publisher.output.Manifest;
import org.gongkai.publisher.output.Manifest.Entry;
import org.gongkai.publisher.output.Manifest.LiveDocument;
import org.gongkai.publisher.output.ManifestDraft;
import org.gongkai.publisher.output.ReleasePack;
import org.gongkai.publisher.output.ReleaseStore;
import org.jspecify.annotations.Nullable;

import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** Releases in memory, made one after the other, with a count of what was read of them. */
final class KeptReleases implements ReleaseSource {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    static final Instant FIRST = Instant.parse("2020-05-14T16:00:00Z");

    private final ReleaseStore store;
    private final Catalogues catalogues = new Catalogues(this::forms);
    private final TreeMap<Long, Manifest> manifests = new TreeMap<>();
    private final Map<Sha256, byte[]> forms = new HashMap<>();
    private final TreeMap<UUID, LiveDocument> live = new TreeMap<>();
    private final TreeMap<UUID, Withdrawal> withdrawals = new TreeMap<>();
    private final TreeMap<String, Entry> entries = new TreeMap<>();
    private Sha256 site = keep(InMemoryContent.site("政务公开日", "news", "policies"));
    private Sha256 configuration = sha("configuration");
    private long number;

    /** What was read, in the order of reading. */
    final List<String> read = new ArrayList<>();

    KeptReleases(Path directory) {
        store = ReleaseStore.in(directory);
    }

    static UUID id(String name) {
        return InMemoryContent.id(name);
    }

    static String path(String name) {
        return "/news/2020/0515-" + name + "/";
    }

    /** Shows a document, or another edition of it, from the next release on. */
    KeptReleases show(String name, Map<String, Object> members) {
        Map<String, Object> form = new TreeMap<>();
        form.put("form", "gongkai-edition/1");
        form.put("kind", "article");
        form.put("title", "关于" + name + "的公告");
        form.put("body", "<p>" + name + "</p>");
        form.put("fields", Map.of());
        form.put("section", "news");
        form.put("unit", "office");
        form.put("tags", List.of());
        form.put("path", path(name));
        form.put("notBefore", null);
        form.put("assets", List.of());
        form.putAll(members);
        Instant next = FIRST.plusSeconds(number + 1);
        LiveDocument before = live.get(id(name));
        live.put(
                id(name),
                new LiveDocument(
                        id(name + "/" + (number + 1)),
                        keep(JSON.writeValueAsBytes(form)),
                        null,
                        path(name),
                        before == null ? next : before.firstPublished(),
                        next));
        withdrawals.remove(id(name));
        return this;
    }

    KeptReleases show(String name) {
        return show(name, Map.of());
    }

    KeptReleases linking(String name, String to) {
        return show(name, Map.of("body", "<p><a href=\"document:" + id(to) + "\">见</a></p>"));
    }

    KeptReleases explaining(String name, String policy) {
        return show(name, Map.of("fields", Map.of("interprets", id(policy).toString())));
    }

    KeptReleases withdraw(String name, @Nullable String replacedBy) {
        live.remove(id(name));
        withdrawals.put(
                id(name),
                new Withdrawal(
                        id(name),
                        path(name),
                        Withdrawal.Reason.OUTDATED,
                        FIRST,
                        replacedBy == null ? null : id(replacedBy),
                        null));
        return this;
    }

    KeptReleases words(String column) {
        site = keep(InMemoryContent.site(column, "news", "policies"));
        return this;
    }

    KeptReleases configure(String configured) {
        configuration = sha(configured);
        return this;
    }

    KeptReleases file(String path, String bytes) {
        entries.put(path, new Entry(sha(bytes), bytes.length(), 200, "image/jpeg", null, null));
        return this;
    }

    /** Makes the next release; answers its number. */
    long release() {
        number++;
        Manifest previous = manifests.isEmpty() ? null : manifests.lastEntry().getValue();
        manifests.put(number, made(previous));
        return number;
    }

    private Manifest made(@Nullable Manifest previous) {
        try (ReleasePack pack = store.begin(number)) {
            ManifestDraft draft = store.draft(null, pack);
            live.forEach((id, document) -> draft.document(id, document, facts(document.digest())));
            withdrawals.values().forEach(draft::withdrawal);
            entries.forEach(draft::file);
            return draft.seal(
                    new ManifestDraft.Words(
                            number,
                            FIRST.plusSeconds(number),
                            number,
                            site,
                            sha("theme"),
                            configuration,
                            0,
                            null,
                            previous == null ? null : previous.root(),
                            new TreeMap<>(),
                            new TreeMap<>()));
        }
    }

    private String facts(Sha256 digest) {
        byte[] form = Objects.requireNonNull(forms.get(digest));
        return Facts.of(
                        ApprovedContent.of(
                                new PublishableEdition(id("any"), id("any"), digest, form)),
                        List.of())
                .json();
    }

    @Override
    public Catalogues catalogues() {
        return catalogues;
    }

    /** A release that failed leaves a gap in the numbers. */
    void fail() {
        number++;
    }

    void forgetManifest(long release) {
        manifests.remove(release);
    }

    void forgetForms() {
        forms.clear();
    }

    @Override
    public Optional<Shown> shown() {
        return Optional.ofNullable(manifests.lastEntry())
                .map(last -> new Shown(last.getKey(), last.getValue().root()));
    }

    @Override
    public Optional<Manifest> manifest(long release) {
        read.add("manifest " + release);
        return Optional.ofNullable(manifests.get(release));
    }

    @Override
    public Map<Sha256, byte[]> forms(Collection<Sha256> digests) {
        Map<Sha256, byte[]> found = new HashMap<>();
        for (Sha256 digest : digests) {
            byte[] form = forms.get(digest);
            if (form != null) {
                found.put(digest, form);
                if (!digest.equals(site)) {
                    read.add(JSON.readTree(form).get("title").asString());
                }
            }
        }
        return found;
    }

    private Sha256 keep(byte[] form) {
        forms.put(Sha256.of(form), form);
        return Sha256.of(form);
    }

    private static Sha256 sha(String text) {
        return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
