package org.gongkai.content.seed;

import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * Rows of one table, sent in PostgreSQL's binary COPY format. Each row starts with {@link #row} and
 * has a value for each column, in their order. One thread.
 */
final class BinaryCopy implements AutoCloseable {
    private static final byte[] HEADER = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };
    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");
    private static final int FULL = 1 << 18;

    private final Connection connection;
    private final CopyIn copy;
    private final short columns;
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(FULL + 8192);
    private final DataOutputStream out = new DataOutputStream(buffer);

    BinaryCopy(Connection connection, String table, String columns) throws SQLException {
        this.connection = connection;
        this.columns = (short) columns.split(",").length;
        this.copy =
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn(
                                "copy gongkai.%s (%s) from stdin (format binary)"
                                        .formatted(table, columns));
        buffer.writeBytes(HEADER);
    }

    BinaryCopy row() throws IOException, SQLException {
        if (buffer.size() > FULL) {
            flush();
        }
        out.writeShort(columns);
        return this;
    }

    BinaryCopy text(@Nullable String value) throws IOException {
        return bytes(value == null ? null : value.getBytes(StandardCharsets.UTF_8));
    }

    BinaryCopy bytes(byte @Nullable [] value) throws IOException {
        if (value == null) {
            out.writeInt(-1);
        } else {
            out.writeInt(value.length);
            out.write(value);
        }
        return this;
    }

    BinaryCopy uuid(@Nullable UUID value) throws IOException {
        if (value == null) {
            out.writeInt(-1);
        } else {
            out.writeInt(16);
            out.writeLong(value.getMostSignificantBits());
            out.writeLong(value.getLeastSignificantBits());
        }
        return this;
    }

    BinaryCopy integer(@Nullable Integer value) throws IOException {
        if (value == null) {
            out.writeInt(-1);
        } else {
            out.writeInt(4);
            out.writeInt(value);
        }
        return this;
    }

    BinaryCopy bigint(@Nullable Long value) throws IOException {
        if (value == null) {
            out.writeInt(-1);
        } else {
            out.writeInt(8);
            out.writeLong(value);
        }
        return this;
    }

    BinaryCopy bool(boolean value) throws IOException {
        out.writeInt(1);
        out.writeByte(value ? 1 : 0);
        return this;
    }

    BinaryCopy at(@Nullable Instant value) throws IOException {
        return bigint(value == null ? null : EPOCH.until(value, ChronoUnit.MICROS));
    }

    /** Sends what is left; the rows are there once the connection commits. */
    @Override
    public void close() throws SQLException {
        try {
            out.writeShort(-1);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        flush();
        copy.endCopy();
        connection.commit();
        connection.close();
    }

    private void flush() throws SQLException {
        byte[] bytes = buffer.toByteArray();
        copy.writeToCopy(bytes, 0, bytes.length);
        buffer.reset();
    }
}
