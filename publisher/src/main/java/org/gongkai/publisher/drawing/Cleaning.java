package org.gongkai.publisher.drawing;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;

import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** One cleaning of a drawing. */
final class Cleaning {
    private static final String SVG = "http://www.w3.org/2000/svg";
    private static final String XLINK = "http://www.w3.org/1999/xlink";
    private static final int DEEPEST = 100;
    private static final int MOST_ELEMENTS = 100_000;
    private static final String DAMAGED =
            "The drawing %s is no SVG that can be read (%s): save it anew in the program that made it";

    private final String name;
    private final StringBuilder out = new StringBuilder();
    private final SortedMap<String, Integer> removed = new TreeMap<>();
    private final Repetition repetition = new Repetition();
    private Extent extent = Extent.USUAL;
    private int depth;
    private int elements;

    Cleaning(String name) {
        this.name = name;
    }

    SafeDrawing clean(byte[] bytes) {
        try {
            XMLStreamReader in =
                    factory().createXMLStreamReader(new StringReader(Letters.of(bytes)));
            while (in.next() != XMLStreamConstants.START_ELEMENT) {
                // what stands before the drawing says nothing to readers
            }
            if (!in.getLocalName().equals("svg") || !drawn(in)) {
                throw damaged("it begins with <%s>".formatted(in.getLocalName()), null);
            }
            extent =
                    Extent.of(
                            in.getAttributeValue(null, "width"),
                            in.getAttributeValue(null, "height"),
                            in.getAttributeValue(null, "viewBox"));
            element(in);
        } catch (XMLStreamException | CharacterCodingException | RuntimeException e) {
            if (e instanceof DrawingRefused refused) {
                throw refused;
            }
            throw damaged(firstLine(e), e);
        }
        if (repetition.count() > MOST_ELEMENTS) {
            throw burden();
        }
        return new SafeDrawing(
                out.append('\n').toString().getBytes(StandardCharsets.UTF_8),
                extent.width(),
                extent.height(),
                removed);
    }

    /**
     * The one of this Java: what else is on the class path may have another idea of entities. Those
     * that the file declares itself are replaced within this Java's limits, because some programs
     * name their namespaces so; nothing else is looked for.
     */
    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setXMLResolver(
                (publicId, systemId, baseUri, namespace) -> new ByteArrayInputStream(new byte[0]));
        return factory;
    }

    /** Many programs forget the namespace. */
    private static boolean drawn(XMLStreamReader in) {
        String namespace = in.getNamespaceURI();
        return namespace == null || namespace.isEmpty() || namespace.equals(SVG);
    }

    /** From a start to its end. */
    private void element(XMLStreamReader in) throws XMLStreamException {
        if (++elements > MOST_ELEMENTS || ++depth > DEEPEST) {
            throw burden();
        }
        String element = in.getLocalName();
        if (!drawn(in) || !Allowed.element(element) && !Allowed.transparent(element)) {
            drop(element);
            skip(in);
        } else if (element.equals("style")) {
            style(in);
        } else if (Allowed.transparent(element)) {
            drop(element);
            content(in);
        } else {
            out.append('<').append(element);
            if (depth == 1) {
                out.append(" xmlns=\"").append(SVG).append('"');
            }
            repetition.enter(in.getAttributeValue(null, "id"));
            attributes(in, element);
            int before = out.append('>').length();
            content(in);
            if (out.length() == before) {
                out.setLength(before - 1);
                out.append("/>");
            } else {
                out.append("</").append(element).append('>');
            }
            repetition.leave();
        }
        depth--;
    }

    private void content(XMLStreamReader in) throws XMLStreamException {
        while (true) {
            switch (in.next()) {
                case XMLStreamConstants.START_ELEMENT -> element(in);
                case XMLStreamConstants.END_ELEMENT -> {
                    return;
                }
                case XMLStreamConstants.CHARACTERS,
                        XMLStreamConstants.CDATA,
                        XMLStreamConstants.SPACE ->
                        escape(in.getText(), false);
                default -> {} // comments, instructions and entities from elsewhere say nothing
            }
        }
    }

    private void style(XMLStreamReader in) throws XMLStreamException {
        StringBuilder css = new StringBuilder();
        while (in.next() != XMLStreamConstants.END_ELEMENT) {
            if (in.getEventType() == XMLStreamConstants.START_ELEMENT) {
                drop(in.getLocalName());
                skip(in);
            } else if (in.isCharacters()) {
                css.append(in.getText());
            }
        }
        String kept = Styles.sheet(css.toString(), this::drop);
        if (!kept.isEmpty()) {
            out.append("<style>");
            escape(kept, false);
            out.append("</style>");
        }
    }

    private void attributes(XMLStreamReader in, String element) {
        for (int i = 0; i < in.getAttributeCount(); i++) {
            String attribute = in.getAttributeLocalName(i);
            String namespace = in.getAttributeNamespace(i);
            String value = in.getAttributeValue(i);
            if (XLINK.equals(namespace) && !attribute.equals("href")) {
                continue; // what a link was called
            }
            boolean own = namespace == null || namespace.isEmpty();
            if (attribute.equals("href") && (own || XLINK.equals(namespace))) {
                reference(element, value);
            } else if (own && attribute.equals("style")) {
                String kept = Styles.declarations(value, this::drop);
                if (!kept.isEmpty()) {
                    write("style", kept);
                }
            } else if (own && Allowed.attribute(attribute, value)) {
                write(attribute, value);
            } else if (XMLConstants.XML_NS_URI.equals(namespace)
                    && (attribute.equals("lang") || attribute.equals("space"))) {
                write("xml:" + attribute, value);
            } else if (own) {
                drop("@" + attribute);
            }
        }
    }

    private void reference(String element, String value) {
        if (!Allowed.reference(value.strip())) {
            drop("@href");
            return;
        }
        if (element.equals("use")) {
            repetition.use(value.strip().substring(1));
        }
        write("href", value.strip());
    }

    private void write(String attribute, String value) {
        out.append(' ').append(attribute).append("=\"");
        escape(value, true);
        out.append('"');
    }

    private void escape(String text, boolean attribute) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append(attribute ? "&quot;" : "\"");
                case '\r' -> out.append("&#13;");
                case '\n', '\t' -> out.append(attribute ? "&#" + (int) c + ";" : String.valueOf(c));
                default -> out.append(c);
            }
        }
    }

    private void skip(XMLStreamReader in) throws XMLStreamException {
        for (int open = 1; open > 0; ) {
            switch (in.next()) {
                case XMLStreamConstants.START_ELEMENT -> open++;
                case XMLStreamConstants.END_ELEMENT -> open--;
                default -> {}
            }
        }
    }

    private void drop(String what) {
        removed.merge(what.length() > 60 ? what.substring(0, 60) : what, 1, Integer::sum);
    }

    private DrawingRefused burden() {
        return new DrawingRefused(
                "The drawing %s has more parts than browsers show without effort: simplify it, or send it as PNG"
                        .formatted(name));
    }

    private DrawingRefused damaged(String why, @Nullable Exception cause) {
        return new DrawingRefused(DAMAGED.formatted(name, why), cause);
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
