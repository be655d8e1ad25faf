package org.gongkai.content.media;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.AbstractResource;

import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;

/**
 * An object as a resource. Its stream asks for nothing before its first byte is read, and then only
 * from there: who reads a range skips to it first.
 */
final class S3Resource extends AbstractResource {
    private final S3Client client;
    private final String bucket;
    private final String key;
    private final long length;

    S3Resource(S3Client client, String bucket, String key, long length) {
        this.client = client;
        this.bucket = bucket;
        this.key = key;
        this.length = length;
    }

    @Override
    public boolean exists() {
        return true;
    }

    @Override
    public long contentLength() {
        return length;
    }

    @Override
    public String getDescription() {
        return "s3://" + bucket + "/" + key;
    }

    @Override
    public InputStream getInputStream() {
        return new Ranged();
    }

    private final class Ranged extends InputStream {
        private @Nullable ResponseInputStream<GetObjectResponse> bytes;
        private long position;

        private InputStream bytes() throws IOException {
            ResponseInputStream<GetObjectResponse> opened = bytes;
            if (opened != null) {
                return opened;
            }
            if (position >= length) {
                return nullInputStream();
            }
            try {
                opened =
                        client.getObject(
                                request ->
                                        request.bucket(bucket)
                                                .key(key)
                                                .range(
                                                        position == 0
                                                                ? null
                                                                : "bytes=" + position + "-"));
            } catch (NoSuchKeyException e) {
                throw new FileNotFoundException(getDescription() + " is gone");
            } catch (SdkException e) {
                throw new IOException(getDescription() + " cannot be read", e);
            }
            bytes = opened;
            return opened;
        }

        @Override
        public int read() throws IOException {
            int read = bytes().read();
            position += read < 0 ? 0 : 1;
            return read;
        }

        @Override
        public int read(byte[] to, int from, int count) throws IOException {
            int read = bytes().read(to, from, count);
            position += Math.max(0, read);
            return read;
        }

        @Override
        public long skip(long count) throws IOException {
            long skipped =
                    bytes == null
                            ? Math.max(0, Math.min(count, length - position))
                            : bytes.skip(count);
            position += skipped;
            return skipped;
        }

        /** Not to its end, which may be far. */
        @Override
        public void close() {
            if (bytes != null) {
                bytes.abort();
            }
        }
    }
}
