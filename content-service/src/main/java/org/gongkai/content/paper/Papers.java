package org.gongkai.content.paper;

import com.deepoove.poi.XWPFTemplate;
import com.deepoove.poi.config.Configure;
import com.deepoove.poi.config.ConfigureBuilder;
import com.deepoove.poi.plugin.table.LoopRowTableRenderPolicy;

import org.apache.poi.ooxml.POIXMLProperties.CoreProperties;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Service;

import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes papers of the templates in {@code papers/}, which {@code
 * build/paper-templates/PaperTemplates.java} writes. A template names a text as {@code {{title}}};
 * a row of a table comes once for each of a list where the row above it names the list, and names
 * its texts as {@code [title]}. What is not given stays blank. Values are never read as templates.
 * Thread-safe.
 */
@Service
public class Papers {
    private final Soffice soffice;

    Papers(Soffice soffice) {
        this.soffice = soffice;
    }

    /**
     * Fills a template.
     *
     * @param template the name of the file, without extension
     * @param name of the paper's file, without extension
     * @param values texts, and lists of rows with texts
     */
    public Paper fill(String template, String name, Map<String, ?> values, Instant at) {
        ConfigureBuilder lists = Configure.builder();
        values.forEach(
                (key, value) -> {
                    if (value instanceof List<?>) {
                        lists.bind(key, new LoopRowTableRenderPolicy());
                    }
                });
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (InputStream in = template(template);
                XWPFTemplate filled = XWPFTemplate.compile(in, lists.build()).render(values)) {
            CoreProperties about = filled.getXWPFDocument().getProperties().getCoreProperties();
            about.setCreated(Optional.of(Date.from(at)));
            about.setModified(Optional.of(Date.from(at)));
            filled.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("The paper %s could not be made".formatted(template), e);
        }
        return new Paper(name, Undated.zip(bytes.toByteArray()), at);
    }

    /** Whether papers can be had as PDF here. */
    public boolean pdf() {
        return soffice.there();
    }

    /**
     * Papers as PDF, in their order.
     *
     * @throws NoPdf if there is no LibreOffice, or it fails
     */
    public List<byte[]> pdf(List<Paper> papers) {
        return soffice.pdf(papers);
    }

    /**
     * A paper as a file to download.
     *
     * @throws NoPdf if it cannot be had as PDF
     */
    public ResponseEntity<byte[]> download(Paper paper, PaperFormat format) {
        return ResponseEntity.ok()
                .contentType(format.mediaType())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(
                                        paper.name() + "." + format.extension(),
                                        StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(
                        switch (format) {
                            case DOCX -> paper.docx();
                            case PDF -> pdf(List.of(paper)).getFirst();
                        });
    }

    private static InputStream template(String name) throws IOException {
        InputStream found = Papers.class.getResourceAsStream("/papers/" + name + ".docx");
        if (found == null) {
            throw new FileNotFoundException("papers/" + name + ".docx");
        }
        return found;
    }
}
