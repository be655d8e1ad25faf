package org.gongkai.content.publishing;

import org.gongkai.content.publishing.Conformance.Found;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;

import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A conformance report in the form that build servers read: a test case for each rule, failed by
 * what held something back; warnings are its output.
 */
final class JUnitReport {
    private JUnitReport() {}

    static byte[] of(Conformance report) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            XMLStreamWriter xml =
                    XMLOutputFactory.newFactory()
                            .createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
            xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
            xml.writeStartElement("testsuites");
            xml.writeStartElement("testsuite");
            xml.writeAttribute("name", "gongkai release " + report.release());
            xml.writeAttribute("tests", Integer.toString(report.rules().size()));
            xml.writeAttribute("failures", Long.toString(failures(report)));
            xml.writeAttribute("errors", "0");
            xml.writeAttribute("skipped", "0");
            xml.writeAttribute("time", "0");
            xml.writeAttribute(
                    "timestamp",
                    report.instant()
                            .atOffset(ZoneOffset.UTC)
                            .truncatedTo(ChronoUnit.SECONDS)
                            .toLocalDateTime()
                            .toString());
            for (Conformance.Rule rule : report.rules()) {
                write(xml, rule, report.on(rule));
            }
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("A report could not be written as XML", e);
        }
        return bytes.toByteArray();
    }

    private static long failures(Conformance report) {
        return report.rules().stream()
                .filter(rule -> report.on(rule).stream().anyMatch(Found::blocks))
                .count();
    }

    private static void write(XMLStreamWriter xml, Conformance.Rule rule, List<Found> found)
            throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", clean(rule.source()));
        xml.writeAttribute("name", clean(rule.id() + ": " + rule.looksAt()));
        xml.writeAttribute("time", "0");
        List<Found> blocks = found.stream().filter(Found::blocks).toList();
        if (!blocks.isEmpty()) {
            xml.writeStartElement("failure");
            xml.writeAttribute("type", rule.id());
            xml.writeAttribute("message", clean(blocks.getFirst().message()));
            xml.writeCharacters(lines(blocks));
            xml.writeEndElement();
        }
        List<Found> warnings = found.stream().filter(one -> !one.blocks()).toList();
        if (!warnings.isEmpty()) {
            xml.writeStartElement("system-out");
            xml.writeCharacters(lines(warnings));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private static String lines(List<Found> found) {
        return found.stream()
                .map(one -> clean((one.path() == null ? "" : one.path() + ": ") + one.message()))
                .collect(Collectors.joining("\n"));
    }

    /** Without what XML 1.0 has no place for. */
    private static String clean(String text) {
        return text.codePoints()
                .filter(
                        each ->
                                each == '\t'
                                        || each == '\n'
                                        || (each >= 0x20 && each < 0xD800)
                                        || (each >= 0xE000 && each < 0xFFFE)
                                        || each >= 0x10000)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
