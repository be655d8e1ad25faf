package org.gongkai.publisher.job;

import org.gongkai.publisher.PublishableSite;
import org.gongkai.publisher.Sha256;
import org.gongkai.publisher.Withdrawal;
import org.gongkai.publisher.approved.SiteText;
import org.gongkai.publisher.catalogue.Catalogue;
import org.gongkai.publisher.catalogue.ReleasedDocument;
import org.gongkai.publisher.output.Manifest.Entry;
import org.gongkai.publisher.output.ManifestDraft;
import org.gongkai.publisher.plan.SitePlan;
import org.gongkai.publisher.plan.SiteState;
import org.gongkai.publisher.render.Affected;
import org.gongkai.publisher.render.Effects;
import org.gongkai.publisher.render.Page;
import org.gongkai.publisher.render.Renderer;
import org.gongkai.publisher.render.SitePages;
import org.gongkai.publisher.render.SiteView;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;

/**
 * The site as a release makes it: the release before, with changes applied one after the other.
 * After each, the pages are rendered whose touches it alters, and no others; all of them if
 * something changed that every page shows.
 *
 * <p>One thread, which renders on all processors.
 */
final class SiteDraft {
    private static final Sha256 LEFT =
            Sha256.of("left to the next release".getBytes(StandardCharsets.US_ASCII));

    private final ReleaseWork work;
    private final ArticleReader articles;
    private final Renderer.Theme theme;
    private final ManifestDraft draft;
    private final Rendering rendering;
    private final Set<UUID> changed = new HashSet<>();
    private boolean everything;
    private PublishableSite site;
    private SiteView view;
    private @Nullable SitePlan applied;
    private SortedMap<String, Sha256> aspects;

    /**
     * @param draft of the release before, or of nothing
     */
    SiteDraft(
            ReleaseWork work,
            ManifestDraft draft,
            ArticleReader articles,
            Renderer.Theme theme,
            Rendering.Progress progress) {
        SiteState previous = work.previous;
        this.work = work;
        this.articles = articles;
        this.theme = theme;
        this.draft = draft;
        this.everything = work.anew || previous == null;
        this.rendering = new Rendering(draft, work.pack, work::checkpoint, progress);
        if (previous == null) {
            site = work.content.site();
            view = view(SiteText.of(site), Catalogue.empty(), draft::file);
            aspects = new TreeMap<>();
        } else {
            site = previous.site();
            // Its media as they were: the draft is about to lose what is not used any more.
            view = view(previous.text(), previous.catalogue(), previous.manifest()::entry);
            aspects = previous.manifest().aspects();
            previous.manifest().passing().keySet().forEach(draft::removeFile);
        }
    }

    private SiteView view(
            SiteText text, Catalogue catalogue, Function<String, Optional<Entry>> files) {
        return new SiteView(
                work.number(),
                work.opened.instant(),
                text,
                catalogue,
                document -> articles.read(document, files));
    }

    ManifestDraft manifest() {
        return draft;
    }

    SiteView view() {
        return view;
    }

    /** The digest of the theme. */
    Sha256 theme() {
        return theme.digest();
    }

    SortedMap<String, Sha256> aspects() {
        return aspects;
    }

    /** Whether all pages were rendered. */
    boolean everything() {
        return everything;
    }

    /** The paths of the rendered pages, unless all were. */
    Set<String> rendered() {
        return rendering.rendered();
    }

    int renderedCount() {
        return rendering.count();
    }

    /** The documents that are not, or may not be, as in the release before. */
    Set<UUID> changed() {
        return changed;
    }

    /** Makes the site of this plan, from what the last plan had made of it. */
    void apply(SitePlan plan) {
        SitePlan last = applied;
        Map<UUID, @Nullable ReleasedDocument> documents = new HashMap<>(plan.documents());
        Map<UUID, @Nullable Withdrawal> withdrawals = new HashMap<>(plan.withdrawals());
        Map<String, Entry> media = new HashMap<>(plan.media());
        if (last != null) {
            last.documents().keySet().stream()
                    .filter(id -> !plan.documents().containsKey(id))
                    .forEach(id -> documents.put(id, shownBefore(id, media)));
            last.withdrawals().keySet().stream()
                    .filter(id -> !plan.withdrawals().containsKey(id))
                    .forEach(id -> withdrawals.put(id, withdrawnBefore(id)));
            documents
                    .keySet()
                    .removeIf(
                            id ->
                                    last.documents().containsKey(id)
                                            && Objects.equals(
                                                    last.documents().get(id), documents.get(id)));
            withdrawals
                    .keySet()
                    .removeIf(
                            id ->
                                    last.withdrawals().containsKey(id)
                                            && Objects.equals(
                                                    last.withdrawals().get(id),
                                                    withdrawals.get(id)));
        }
        apply(plan.site(), documents, withdrawals, media);
        applied = plan;
    }

    private @Nullable ReleasedDocument shownBefore(UUID id, Map<String, Entry> media) {
        SiteState previous = work.previous;
        ReleasedDocument shown =
                previous == null ? null : previous.catalogue().live(id).orElse(null);
        if (previous != null && shown != null) {
            for (String file : shown.facts().media()) {
                previous.manifest().entry(file).ifPresent(entry -> media.put(file, entry));
            }
        }
        return shown;
    }

    private @Nullable Withdrawal withdrawnBefore(UUID id) {
        return work.previous == null ? null : work.previous.catalogue().withdrawal(id).orElse(null);
    }

    private void apply(
            PublishableSite words,
            Map<UUID, @Nullable ReleasedDocument> documents,
            Map<UUID, @Nullable Withdrawal> withdrawals,
            Map<String, Entry> media) {
        SiteView before = view;
        SortedMap<String, Sha256> aspectsBefore = aspects;
        SiteText text = words.digest().equals(site.digest()) ? before.text() : SiteText.of(words);
        site = words;
        view = view(text, before.catalogue().with(documents, withdrawals), draft::file);
        write(documents, withdrawals, media, before.catalogue());
        SitePages pages = theme.pages(view);
        aspects = pages.aspects();
        Set<UUID> ids = new HashSet<>(documents.keySet());
        ids.addAll(withdrawals.keySet());
        changed.addAll(ids);
        if (everything || (!work.quick() && differs(SitePages.FRAME, aspectsBefore))) {
            everything = true;
            renderAll(pages, media);
        } else {
            render(pages, before, aspectsBefore, ids);
        }
    }

    /** What changed on every page is recorded as known to nobody: so the next release makes it. */
    private void leaveToTheNextRelease(SitePages pages, Set<String> shared) {
        SortedMap<String, Sha256> recorded = new TreeMap<>(aspects);
        for (String aspect : Set.copyOf(shared)) {
            if (pages.everywhere(Set.of(aspect))) {
                shared.remove(aspect);
                recorded.put(aspect, LEFT);
            }
        }
        aspects = recorded;
    }

    private boolean differs(String aspect, SortedMap<String, Sha256> others) {
        return !Objects.equals(aspects.get(aspect), others.get(aspect));
    }

    /** Documents, withdrawals and media, as far as the manifest speaks of them. */
    private void write(
            Map<UUID, @Nullable ReleasedDocument> documents,
            Map<UUID, @Nullable Withdrawal> withdrawals,
            Map<String, Entry> media,
            Catalogue before) {
        withdrawals.forEach(
                (id, withdrawal) -> {
                    if (withdrawal == null) {
                        draft.removeWithdrawal(id);
                    } else {
                        draft.withdrawal(withdrawal);
                    }
                });
        documents.forEach(
                (id, document) -> {
                    if (document == null) {
                        draft.removeDocument(id);
                    } else {
                        draft.document(id, document.live(), document.facts().json());
                    }
                    before.live(id)
                            .ifPresent(old -> old.facts().media().forEach(this::removeUnused));
                });
        media.forEach(draft::file);
    }

    private void removeUnused(String file) {
        if (view.catalogue().using(file).isEmpty()) {
            draft.removeFile(file);
        }
    }

    private void renderAll(SitePages pages, Map<String, Entry> media) {
        Map<String, Entry> known = new HashMap<>(media);
        for (ReleasedDocument document : view.catalogue().documents()) {
            for (String file : document.facts().media()) {
                draft.file(file).ifPresent(entry -> known.put(file, entry));
            }
        }
        draft.clearFiles();
        known.forEach(draft::file);
        rendering.forget();
        rendering.expect(pages.size());
        pages.every(rendering::add);
        rendering.flush();
    }

    private void render(
            SitePages pages,
            SiteView before,
            SortedMap<String, Sha256> aspectsBefore,
            Set<UUID> documents) {
        Set<String> shared = new HashSet<>();
        aspects.keySet().stream().filter(each -> differs(each, aspectsBefore)).forEach(shared::add);
        aspectsBefore.keySet().stream()
                .filter(each -> !aspects.containsKey(each))
                .forEach(shared::add);
        if (work.quick()) {
            leaveToTheNextRelease(pages, shared);
        }
        Effects effects = theme.effects(before, aspectsBefore, view, documents);
        SitePages pagesBefore = theme.pages(before);
        Map<String, Page> candidates = new HashMap<>();
        Set<String> past = new HashSet<>();
        if (pages.everywhere(shared)) {
            pages.every(page -> candidates.put(page.path(), page));
            pagesBefore.every(page -> past.add(page.path()));
        } else {
            Affected affected =
                    Affected.between(before.catalogue(), view.catalogue(), documents, shared);
            candidates.putAll(pages.showing(affected));
            past.addAll(pagesBefore.showing(affected).keySet());
        }
        past.removeAll(candidates.keySet());
        past.forEach(draft::removeFile);
        candidates
                .values()
                .removeIf(
                        page ->
                                draft.file(page.path()).isPresent()
                                        && draft.touches(page.path())
                                                .filter(touches -> !effects.alter(touches))
                                                .isPresent());
        rendering.expect(candidates.size());
        candidates.values().forEach(rendering::add);
        rendering.flush();
    }
}
