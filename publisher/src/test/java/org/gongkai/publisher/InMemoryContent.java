package org.gongkai.publisher;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Approved content in memory: what a content service would say, without review or database. */
public final class InMemoryContent implements ContentSource, PublicRecord {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Map<UUID, Held> documents = new LinkedHashMap<>();
    private final Map<UUID, Withdrawal> withdrawals = new LinkedHashMap<>();
    private final Map<Sha256, byte[]> assets = new HashMap<>();
    private byte[] site = site("政务公开日", "news", "policies", "reading");
    private boolean siteApproved = true;
    private long sequence;
    private final Map<UUID, Long> lastTouched = new HashMap<>();

    /** What is held of one document. */
    private static final class Held {
        @Nullable Edition live;
        @Nullable Edition due;
        @Nullable Instant firstPublished;
        boolean withdrawn;
        final Map<UUID, Edition> superseded = new HashMap<>();
    }

    private record Edition(
            UUID id,
            byte[] form,
            @Nullable Instant notBefore,
            @Nullable Instant published,
            @Nullable UUID releaseSet) {}

    /** The canonical form of an edition, to be completed and approved. */
    public static final class Draft {
        private final UUID document;
        private final Map<String, Object> form = new TreeMap<>();
        private final List<Object> assets = new ArrayList<>();
        private @Nullable Instant notBefore;
        private @Nullable UUID releaseSet;

        private final String name;
        private final String section;

        Draft(String name, String section) {
            this.name = name;
            this.section = section;
            document = id(name);
            form.put("form", "gongkai-edition/1");
            form.put("kind", "article");
            form.put("title", "关于" + name + "的公告");
            form.put("body", "<p>" + name + "的正文。</p>");
            form.put("fields", new TreeMap<>(Map.of("source", "区政府办公室")));
            form.put("section", section);
            form.put("unit", "office");
            form.put("tags", List.of());
            form.put("path", "/" + section + "/2020/0515-" + number(name) + "/");
            form.put("notBefore", null);
            form.put("assets", assets);
        }

        private static int number(String name) {
            return Math.abs(name.hashCode() % 1_000_000);
        }

        public Draft with(String member, Object value) {
            form.put(member, value);
            return this;
        }

        public Draft notBefore(Instant instant) {
            notBefore = instant;
            form.put("notBefore", instant.toString());
            return this;
        }

        public Draft inSet(UUID set) {
            releaseSet = set;
            return this;
        }

        public Draft withoutAssets() {
            assets.clear();
            return this;
        }

        public Draft using(Sha256 asset, String role, String mediaType, String name, String alt) {
            assets.add(
                    new TreeMap<>(
                            Map.of(
                                    "sha256",
                                    asset.hex(),
                                    "role",
                                    role,
                                    "mediaType",
                                    mediaType,
                                    "fileName",
                                    name,
                                    "alt",
                                    alt,
                                    "caption",
                                    "",
                                    "focalX",
                                    500,
                                    "focalY",
                                    500)));
            return this;
        }

        public UUID document() {
            return document;
        }

        public String name() {
            return name;
        }

        public String section() {
            return section;
        }

        public String path() {
            return String.valueOf(form.get("path"));
        }
    }

    public static Draft draft(String name) {
        return new Draft(name, "news");
    }

    public static Draft draft(String name, String section) {
        return new Draft(name, section);
    }

    public static UUID id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    private void touch(UUID document) {
        sequence++;
        lastTouched.put(document, sequence);
    }

    /** Approves an edition; answers its id. */
    public synchronized UUID approve(Draft draft) {
        Held held = documents.computeIfAbsent(draft.document(), document -> new Held());
        touch(draft.document());
        UUID edition = id(draft.document() + "/" + sequence);
        byte[] form = JSON.writeValueAsBytes(draft.form);
        held.due = new Edition(edition, form, draft.notBefore, null, draft.releaseSet);
        return edition;
    }

    /** Takes back an edition that is approved and not public yet. */
    public synchronized void recall(UUID document) {
        touch(document);
        Objects.requireNonNull(documents.get(document)).due = null;
    }

    public synchronized void withdraw(UUID document, String path, Instant at) {
        withdraw(new Withdrawal(document, path, Withdrawal.Reason.OUTDATED, at, null, null));
    }

    public synchronized void withdraw(Withdrawal withdrawal) {
        UUID document = withdrawal.document();
        touch(document);
        Held held = documents.get(document);
        if (held == null || held.live == null) {
            throw new IllegalStateException("Only what is public can be withdrawn");
        }
        held.withdrawn = true;
        withdrawals.put(document, withdrawal);
    }

    public synchronized Sha256 asset(byte[] bytes) {
        Sha256 digest = Sha256.of(bytes);
        assets.put(digest, bytes);
        return digest;
    }

    /** Puts other bytes where an approved asset was. */
    public synchronized void tamper(Sha256 asset, byte[] bytes) {
        assets.put(asset, bytes);
    }

    public synchronized void approveSite(byte[] form) {
        sequence++;
        site = form;
    }

    public synchronized void withoutSite() {
        siteApproved = false;
    }

    /** The canonical form of a site text with these sections. */
    public static byte[] site(String column, String... sections) {
        return site(column, Map.of("office", "区政府办公室"), sections);
    }

    /**
     * @param units names by key
     */
    public static byte[] site(String column, Map<String, String> units, String... sections) {
        Map<String, Object> form = new TreeMap<>();
        form.put("form", "gongkai-site/1");
        form.put("name", "云湾区人民政府");
        form.put("column", column);
        form.put("description", "专栏说明");
        form.put("keywords", "政务公开");
        form.put("theme", "主题");
        form.put("opening", "2020-05-14T16:00:00Z");
        form.put("closing", "2020-05-31T16:00:00Z");
        form.put("milestones", List.of());
        List<Object> all = new ArrayList<>();
        for (String key : sections) {
            all.add(
                    Map.of(
                            "key",
                            key,
                            "name",
                            "栏目" + key,
                            "description",
                            "栏目说明",
                            "keywords",
                            "关键词",
                            "columnType",
                            "工作动态",
                            "block",
                            false,
                            "continuing",
                            true));
        }
        form.put("sections", all);
        form.put(
                "units",
                new TreeMap<>(units)
                        .entrySet().stream()
                                .map(each -> Map.of("key", each.getKey(), "name", each.getValue()))
                                .toList());
        form.put("lead", null);
        form.put("footer", Map.of("organizer", "区政府办公室", "contact", "见门户网站"));
        return JSON.writeValueAsBytes(form);
    }

    @Override
    public synchronized PublishableContent read(long since, Instant at) {
        if (!siteApproved) {
            throw new NothingToPublish("No site revision is approved");
        }
        List<OfferedEdition> editions = new ArrayList<>();
        documents.forEach(
                (document, held) -> {
                    Edition due = held.due;
                    boolean isDue =
                            due != null && (due.notBefore == null || !due.notBefore.isAfter(at));
                    Edition shown = isDue ? due : held.withdrawn ? null : held.live;
                    if (shown != null && (isDue || isTouched(document, since))) {
                        editions.add(
                                new OfferedEdition(
                                        document,
                                        shown.id,
                                        Sha256.of(shown.form),
                                        null,
                                        held.firstPublished,
                                        shown.published,
                                        shown.releaseSet));
                    }
                });
        List<Withdrawal> withdrawn =
                withdrawals.values().stream()
                        .filter(withdrawal -> isWithdrawn(withdrawal.document()))
                        .filter(withdrawal -> isTouched(withdrawal.document(), since))
                        .toList();
        Set<UUID> touched =
                since == 0
                        ? Set.of()
                        : documents.keySet().stream()
                                .filter(id -> isTouched(id, since))
                                .collect(Collectors.toSet());
        return new PublishableContent(
                since,
                sequence,
                null,
                new PublishableSite(Sha256.of(site), site),
                editions,
                touched,
                withdrawn);
    }

    private boolean isTouched(UUID document, long since) {
        return since == 0 || lastTouched.getOrDefault(document, 0L) > since;
    }

    @Override
    public synchronized Map<Sha256, byte[]> forms(Collection<Sha256> digests) {
        Map<Sha256, byte[]> forms = new HashMap<>();
        for (Held held : documents.values()) {
            for (Edition edition :
                    List.of(Optional.ofNullable(held.live), Optional.ofNullable(held.due)).stream()
                            .flatMap(Optional::stream)
                            .toList()) {
                Sha256 digest = Sha256.of(edition.form);
                if (digests.contains(digest)) {
                    forms.put(digest, edition.form);
                }
            }
        }
        return forms;
    }

    @Override
    public synchronized List<UUID> live() {
        return List.copyOf(liveEditions().keySet());
    }

    @Override
    public synchronized List<LiveEdition> editions(Collection<UUID> asked) {
        List<LiveEdition> editions = new ArrayList<>();
        for (UUID document : asked) {
            Held held = documents.get(document);
            if (held != null && held.live != null && !held.withdrawn) {
                editions.add(edition(document, held.live, held.firstPublished));
            }
        }
        return editions;
    }

    private static LiveEdition edition(UUID document, Edition live, @Nullable Instant first) {
        return new LiveEdition(
                document,
                live.id,
                Sha256.of(live.form),
                null,
                JSON.readTree(live.form).required("path").asString(),
                Objects.requireNonNull(first),
                Objects.requireNonNull(live.published));
    }

    @Override
    public synchronized List<Withdrawal> withdrawals() {
        return withdrawals.values().stream()
                .filter(withdrawal -> isWithdrawn(withdrawal.document()))
                .toList();
    }

    private boolean isWithdrawn(UUID document) {
        Held held = documents.get(document);
        return held != null && held.withdrawn;
    }

    @Override
    public synchronized InputStream asset(Sha256 digest) throws IOException {
        byte[] bytes = assets.get(digest);
        if (bytes == null) {
            throw new IOException("There is no asset " + digest);
        }
        return new ByteArrayInputStream(bytes);
    }

    @Override
    public synchronized Set<UUID> reversible(Collection<UUID> editions) {
        return documents.values().stream()
                .filter(held -> held.due == null)
                .flatMap(
                        held ->
                                Stream.concat(
                                        held.superseded.keySet().stream(),
                                        Stream.ofNullable(held.live).map(Edition::id)))
                .filter(editions::contains)
                .collect(Collectors.toSet());
    }

    private void goBack(ReleaseOutcome outcome) {
        documents.forEach(
                (document, held) -> {
                    if (held.live != null && outcome.takenBack().contains(held.live.id)) {
                        held.live = null;
                        touch(document);
                    }
                    outcome.restored().stream()
                            .filter(held.superseded::containsKey)
                            .forEach(
                                    id -> {
                                        held.live = held.superseded.remove(id);
                                        touch(document);
                                    });
                });
    }

    /** What the ledger's transaction does to editions. */
    public synchronized void released(ReleaseOutcome outcome) {
        goBack(outcome);
        for (Map.Entry<UUID, Held> each : documents.entrySet()) {
            Held held = each.getValue();
            Edition due = held.due;
            if (due == null) {
                continue;
            }
            touch(each.getKey());
            if (outcome.published().contains(due.id)) {
                if (held.live != null && !held.withdrawn) {
                    held.superseded.put(held.live.id, held.live);
                }
                held.live =
                        new Edition(
                                due.id, due.form, due.notBefore, outcome.instant(), due.releaseSet);
                held.due = null;
                held.withdrawn = false;
                if (held.firstPublished == null) {
                    held.firstPublished = outcome.instant();
                }
            } else if (outcome.held().stream()
                    .anyMatch(finding -> due.id.equals(finding.edition()))) {
                held.due = null;
            }
        }
    }

    /** The live edition of each document that is not withdrawn, as the database would have it. */
    public synchronized Map<UUID, UUID> liveEditions() {
        Map<UUID, UUID> live = new TreeMap<>();
        documents.forEach(
                (document, held) -> {
                    if (held.live != null && !held.withdrawn) {
                        live.put(document, held.live.id);
                    }
                });
        return live;
    }
}
