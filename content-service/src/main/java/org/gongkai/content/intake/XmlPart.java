package org.gongkai.content.intake;

import java.io.InputStream;
import java.util.function.Consumer;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads XML from front to back, element by element, by local names: office formats differ in their
 * namespaces by edition. Knows no document types and no entities but XML's own.
 */
public final class XmlPart implements AutoCloseable {
    /** The JDK's own, whatever lies on the class path. */
    private static final XMLInputFactory FACTORY = factory();

    private static final int LONGEST = 6_000_000;

    private final XMLStreamReader reader;
    private int depth;

    /** What is done with a child; what it does not read of it is skipped. */
    public interface Visitor {
        void visit(String name) throws XMLStreamException;
    }

    XmlPart(InputStream bytes) throws XMLStreamException {
        this.reader = FACTORY.createXMLStreamReader(bytes);
        while (depth == 0) {
            advance();
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    /** The name of the element that is being read. */
    public String name() {
        return reader.getLocalName();
    }

    /** An attribute of the element that was just entered; empty if it is not there. */
    public String attribute(String name) {
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            if (reader.getAttributeLocalName(i).equals(name) && !relationship(i)) {
                return reader.getAttributeValue(i);
            }
        }
        return "";
    }

    /** The relationship that an attribute names. */
    public String reference(String name) {
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            if (reader.getAttributeLocalName(i).equals(name) && relationship(i)) {
                return reader.getAttributeValue(i);
            }
        }
        return "";
    }

    private boolean relationship(int attribute) {
        String namespace = reader.getAttributeNamespace(attribute);
        return namespace != null && namespace.endsWith("/relationships");
    }

    /** A number in an attribute, the other value if there is none. */
    public int number(String name, int otherwise) {
        String value = attribute(name);
        return value.matches("-?\\d{1,9}") ? Integer.parseInt(value) : otherwise;
    }

    /**
     * Whether a property that is switched on by being there is on ({@code w:b}, {@code w:val=0}).
     */
    public boolean on() {
        return switch (attribute("val")) {
            case "0", "false", "off", "none" -> false;
            default -> true;
        };
    }

    /** Visits the children of the element that was just entered, to its end. */
    public void each(Visitor visitor) throws XMLStreamException {
        int parent = depth;
        while (true) {
            int event = advance();
            if (event == XMLStreamConstants.START_ELEMENT) {
                visitor.visit(reader.getLocalName());
                while (depth > parent) {
                    advance();
                }
            } else if (event == XMLStreamConstants.END_ELEMENT && depth < parent) {
                return;
            }
        }
    }

    /** The same with the text between the children. */
    public void mixed(Visitor visitor, Consumer<String> text) throws XMLStreamException {
        int parent = depth;
        while (true) {
            int event = advance();
            if (event == XMLStreamConstants.START_ELEMENT) {
                visitor.visit(reader.getLocalName());
                while (depth > parent) {
                    advance();
                }
            } else if (event == XMLStreamConstants.END_ELEMENT && depth < parent) {
                return;
            } else if (event == XMLStreamConstants.CHARACTERS
                    || event == XMLStreamConstants.CDATA) {
                text.accept(reader.getText());
            }
        }
    }

    /**
     * All text within the element that was just entered, to its end.
     *
     * @throws TooMuchText if it is more than any document's
     */
    public String text() throws XMLStreamException {
        StringBuilder text = new StringBuilder();
        mixed(
                name -> text.append(text()),
                more -> {
                    text.append(more);
                    if (text.length() > LONGEST) {
                        throw new TooMuchText();
                    }
                });
        return text.toString();
    }

    private int advance() throws XMLStreamException {
        int event = reader.next();
        if (event == XMLStreamConstants.START_ELEMENT) {
            depth++;
        } else if (event == XMLStreamConstants.END_ELEMENT) {
            depth--;
        }
        return event;
    }

    @Override
    public void close() throws XMLStreamException {
        reader.close();
    }
}
