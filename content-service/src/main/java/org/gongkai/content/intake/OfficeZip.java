package org.gongkai.content.intake;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import javax.xml.stream.XMLStreamException;

/** The zip that a docx or odt is; whatever it unpacks to, so much is read and no more. */
public final class OfficeZip implements AutoCloseable {
    private static final long MOST_BYTES = 128L << 20;

    private final ZipFile zip;
    private long left = MOST_BYTES;

    public OfficeZip(Path file) throws IOException {
        this.zip = new ZipFile(file.toFile());
    }

    /** What is done with a part. */
    public interface Reading {
        void of(XmlPart xml) throws XMLStreamException, IOException;
    }

    /** Reads a part if it is there. */
    public void xml(String name, Reading reading) throws IOException, XMLStreamException {
        Optional<InputStream> part = open(name);
        if (part.isPresent()) {
            try (InputStream bytes = part.get();
                    XmlPart xml = new XmlPart(bytes)) {
                reading.of(xml);
            }
        }
    }

    public boolean has(String name) {
        return zip.getEntry(name) != null;
    }

    public Optional<InputStream> open(String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        return entry == null
                ? Optional.empty()
                : Optional.of(new Bounded(zip.getInputStream(entry)));
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    private final class Bounded extends FilterInputStream {
        Bounded(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] to, int from, int length) throws IOException {
            int read = super.read(to, from, length);
            count(Math.max(0, read));
            return read;
        }

        private void count(int bytes) throws IOException {
            left -= bytes;
            if (left < 0) {
                throw new IOException("it unpacks to more than any document holds");
            }
        }
    }
}
