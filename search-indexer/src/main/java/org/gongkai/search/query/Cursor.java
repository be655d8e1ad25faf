package org.gongkai.search.query;

import co.elastic.clients.elasticsearch._types.FieldValue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * The place after a hit, as text that a client gives back: so that a question can be followed to
 * its last hit at the cost of one page each. It holds for its own question alone.
 *
 * @param score 0 where hits are in the order of time
 * @param publishedAt milliseconds since 1970
 */
record Cursor(double score, long publishedAt, String id) {
    private static final int VERSION = 1;
    private static final int LONGEST = 400;

    /** Of the last hit of a page, from the values by which it was sorted. */
    static Cursor of(List<FieldValue> sort) {
        int at = sort.size() - 2;
        return new Cursor(
                at == 0 ? 0 : sort.getFirst().doubleValue(),
                sort.get(at).longValue(),
                sort.get(at + 1).stringValue());
    }

    /** What a page that follows is sorted after. */
    List<FieldValue> sort(boolean byScore) {
        List<FieldValue> sort = new ArrayList<>();
        if (byScore) {
            sort.add(FieldValue.of(score));
        }
        sort.add(FieldValue.of(publishedAt));
        sort.add(FieldValue.of(id));
        return sort;
    }

    String text(String question) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeInt(mark(question));
            out.writeDouble(score);
            out.writeLong(publishedAt);
            out.writeUTF(id);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toByteArray());
    }

    /**
     * @throws Unanswerable if it is no cursor, or that of another question
     */
    static Cursor read(String text, String question) {
        if (text.length() > LONGEST) {
            throw refused();
        }
        try (DataInputStream in =
                new DataInputStream(
                        new ByteArrayInputStream(Base64.getUrlDecoder().decode(text)))) {
            boolean ours = in.readByte() == VERSION && in.readInt() == mark(question);
            Cursor cursor = new Cursor(in.readDouble(), in.readLong(), in.readUTF());
            if (!ours || in.read() >= 0 || !Double.isFinite(cursor.score)) {
                throw refused();
            }
            return cursor;
        } catch (IOException | IllegalArgumentException e) {
            throw refused();
        }
    }

    private static Unanswerable refused() {
        return new Unanswerable(
                Unanswerable.Reason.INVALID,
                "'after' is not the 'next' of an answer to this question.");
    }

    private static int mark(String question) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(question.getBytes(StandardCharsets.UTF_8));
            return java.nio.ByteBuffer.wrap(hash).getInt();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256", e);
        }
    }
}
