package org.gongkai.content.intake;

import org.jsoup.nodes.Element;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import javax.xml.stream.XMLStreamException;

/** What the parts of one docx share while it is read. */
final class WordContext extends TextContext {
    /**
     * Where a part leads.
     *
     * @param external whether that is outside of the file
     */
    record Relationship(String target, boolean external) {}

    final OfficeZip zip;
    private final Map<String, Map<String, Relationship>> relationships = new HashMap<>();

    WordContext(OfficeZip zip, PictureFiles pictures, int longest)
            throws IOException, XMLStreamException {
        super(WordStyles.read(zip), WordNumbering.read(zip), pictures, longest);
        this.zip = zip;
    }

    Optional<Relationship> relationship(String part, String id) {
        return Optional.ofNullable(relationships.computeIfAbsent(part, this::read).get(id));
    }

    private Map<String, Relationship> read(String part) {
        Map<String, Relationship> found = new HashMap<>();
        int slash = part.lastIndexOf('/') + 1;
        String name = part.substring(0, slash) + "_rels/" + part.substring(slash) + ".rels";
        try {
            zip.xml(
                    name,
                    xml ->
                            xml.each(
                                    child ->
                                            found.put(
                                                    xml.attribute("Id"),
                                                    new Relationship(
                                                            xml.attribute("Target"),
                                                            xml.attribute("TargetMode")
                                                                    .equals("External")))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (XMLStreamException e) {
            throw new UncheckedIOException(new IOException(e));
        }
        return found;
    }

    /** Shows a picture that a part names; empty if there is none to show. */
    Optional<Element> picture(String part, String id, Element host) {
        Optional<Relationship> found = relationship(part, id);
        if (found.isPresent() && found.get().external()) {
            leftOut.add(LeftOut.What.LINKED_PICTURES);
            return Optional.empty();
        }
        return found.flatMap(relationship -> embedded(part, relationship.target(), host));
    }

    private Optional<Element> embedded(String part, String target, Element host) {
        String name =
                target.startsWith("/")
                        ? target.substring(1)
                        : part.substring(0, part.lastIndexOf('/') + 1) + target;
        try {
            Optional<InputStream> bytes = zip.open(name);
            if (bytes.isEmpty()) {
                return Optional.empty();
            }
            try (InputStream open = bytes.get()) {
                return show(open, name, host);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
