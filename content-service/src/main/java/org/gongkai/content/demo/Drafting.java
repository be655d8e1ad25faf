package org.gongkai.content.demo;

import org.gongkai.content.canonical.Digest;
import org.gongkai.content.demo.DemoFiles.Document;
import org.gongkai.content.document.AssetUse;
import org.gongkai.content.document.DocumentId;
import org.gongkai.content.document.Documents;
import org.gongkai.content.document.Draft;
import org.gongkai.content.document.NewDocument;
import org.gongkai.content.intake.Markdown;
import org.gongkai.content.kind.Field;
import org.gongkai.content.kind.Kinds;
import org.gongkai.content.media.Assets;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.People;
import org.gongkai.content.people.UnitKey;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Writes the demonstration's documents as their units' editors would. A document that another links
 * to before it is written exists as a draft with nothing but its title: its unit has taken on the
 * topic.
 */
@Component
@Profile("demo")
class Drafting {
    private static final Pattern LINK = Pattern.compile("\\]\\(document:([a-z0-9-]+)\\)");
    private static final Pattern PICTURE = Pattern.compile("\\]\\((pictures/[^ )]+)");

    private final Documents documents;
    private final Assets assets;
    private final Kinds kinds;
    private final People people;

    Drafting(Documents documents, Assets assets, Kinds kinds, People people) {
        this.documents = documents;
        this.assets = assets;
        this.kinds = kinds;
        this.people = people;
    }

    /** Writes an edition as it was when the story had come to an event; −1 before the story. */
    void write(DemoFiles files, Document document, Actor editor, int event) {
        Draft draft = draft(files, document, editor, event);
        Optional<DocumentId> existing = find(document.id());
        if (existing.isPresent()) {
            documents.save(editor, existing.get(), null, draft);
        } else {
            create(document, editor, draft);
        }
    }

    Optional<DocumentId> find(String id) {
        return documents.imported(key(id));
    }

    /** The document, taken on as a topic if it is not written yet. */
    DocumentId takenOn(DemoFiles files, String id) {
        return find(id).orElseGet(() -> takeOn(files.firstEdition(id)));
    }

    private DocumentId takeOn(Document topic) {
        Actor editor =
                people.actor(topic.editor())
                        .orElseThrow(
                                () -> new IllegalStateException("There is no " + topic.editor()));
        return create(
                topic,
                editor,
                new Draft(topic.title(), "", Map.of(), topic.tags(), null, List.of()));
    }

    private DocumentId create(Document document, Actor editor, Draft draft) {
        return documents
                .create(
                        editor,
                        new NewDocument(
                                document.kind(),
                                document.section(),
                                new UnitKey(document.unit()),
                                draft,
                                key(document.id())))
                .document();
    }

    private Draft draft(DemoFiles files, Document document, Actor editor, int event) {
        Map<String, Digest> uploaded = new HashMap<>();
        List<Draft.Use> uses = new ArrayList<>();
        for (Map<String, Object> asset : document.assets()) {
            Digest sha256 = upload(document, editor, DemoFiles.text(asset, "file"));
            uploaded.put(DemoFiles.text(asset, "file"), sha256);
            uses.add(use(asset, sha256));
        }
        String linked =
                LINK.matcher(document.bodyAt(event))
                        .replaceAll(link -> "](document:" + takenOn(files, link.group(1)) + ")");
        String text =
                PICTURE.matcher(linked)
                        .replaceAll(picture -> "](asset:" + uploaded.get(picture.group(1)));
        return new Draft(
                document.title(),
                Markdown.html(text),
                fields(files, document),
                document.tags(),
                null,
                uses);
    }

    private Digest upload(Document document, Actor editor, String file) {
        try (InputStream bytes = DemoFiles.open(file)) {
            return assets.add(editor, new UnitKey(document.unit()), file, bytes).sha256();
        } catch (IOException e) {
            throw new UncheckedIOException("The demonstration's file cannot be read: " + file, e);
        }
    }

    private static Draft.Use use(Map<String, Object> asset, Digest sha256) {
        List<String> focal = DemoFiles.texts(asset, "focal");
        return new Draft.Use(
                sha256,
                AssetUse.Role.valueOf(DemoFiles.text(asset, "role").toUpperCase(Locale.ROOT)),
                null,
                DemoFiles.text(asset, "alt"),
                String.valueOf(asset.getOrDefault("caption", "")),
                focal(focal, 0),
                focal(focal, 1));
    }

    private static @Nullable Integer focal(List<String> focal, int axis) {
        return focal.isEmpty() ? null : Integer.valueOf(focal.get(axis));
    }

    /** The fields that the kind has, in the words of the canonical form. */
    private Map<String, String> fields(DemoFiles files, Document document) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (Field field : kinds.find(document.kind()).orElseThrow().fields()) {
            String value = document.fields().get(field.key());
            if (value != null) {
                fields.put(field.key(), written(files, field, value));
            }
        }
        return fields;
    }

    private String written(DemoFiles files, Field field, String value) {
        return switch (field.type()) {
            case DOCUMENT -> takenOn(files, value).toString();
            case CHOICE ->
                    field.choices().stream()
                            .filter(choice -> choice.label().zh().equals(value))
                            .map(Field.Choice::value)
                            .findFirst()
                            .orElse(value);
            case LINE, TEXT, DATE -> value;
        };
    }

    private static String key(String id) {
        return "demo:" + id;
    }
}
