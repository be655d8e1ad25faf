package org.gongkai.content.media;

import org.gongkai.content.canonical.Digest;
import org.gongkai.content.engine.StartRefused;
import org.springframework.core.io.Resource;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/**
 * Files as objects of a bucket, {@code prefix/ab/abcd…}: named as {@link DirectoryFileStore} names
 * them, so that either can become the other by copying. Bytes are spooled on this machine until
 * they are judged; an object appears whole, when the store has acknowledged it.
 */
final class S3FileStore implements FileStore {
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    private final S3Client client;
    private final String bucket;
    private final String prefix;
    private final Spool spool;

    S3FileStore(S3Client client, String bucket, String prefix, Path incoming) throws IOException {
        this.client = client;
        this.bucket = bucket;
        this.prefix = prefix.isEmpty() ? "" : prefix + "/";
        this.spool = new Spool(incoming);
    }

    /**
     * @throws StartRefused if the bucket is not there, or keeps what is erased
     */
    void check() {
        try {
            client.headBucket(request -> request.bucket(bucket));
        } catch (SdkException e) {
            throw new StartRefused(
                    "the bucket %s of gongkai.media.s3 cannot be used: %s; make it, or correct endpoint and keys"
                            .formatted(bucket, e.getMessage()),
                    e);
        }
        if (versioned()) {
            throw new StartRefused(
                    "the bucket %s keeps old versions, so that nothing in it could be erased; suspend its versioning, or use another"
                            .formatted(bucket));
        }
    }

    private boolean versioned() {
        try {
            return client.getBucketVersioning(request -> request.bucket(bucket)).status()
                    == BucketVersioningStatus.ENABLED;
        } catch (SdkException e) {
            return false; // a store that does not know the question has no versions
        }
    }

    /**
     * Moves what a directory kept into the bucket, file by file; what is interrupted goes on at the
     * next start.
     *
     * @return how many
     */
    int takeOver(DirectoryFileStore directory) throws IOException {
        int moved = 0;
        for (Digest digest : directory.all()) {
            put(digest, directory.file(digest));
            directory.remove(digest);
            moved++;
        }
        return moved;
    }

    @Override
    public Incoming receive(InputStream bytes, long limit) throws IOException {
        Spool.Spooled spooled = spool.receive(bytes, limit);
        return new Arrived(spooled, true);
    }

    @Override
    public Incoming adopt(Path file) throws IOException {
        return new Arrived(new Spool.Spooled(file, FileDigest.of(file), Files.size(file)), false);
    }

    @Override
    public Optional<Resource> open(Digest digest) {
        String key = key(digest);
        try {
            long length =
                    client.headObject(request -> request.bucket(bucket).key(key)).contentLength();
            return Optional.of(new S3Resource(client, bucket, key, length));
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        }
    }

    @Override
    public boolean exists(Digest digest) {
        return open(digest).isPresent();
    }

    @Override
    public void each(BiConsumer<Digest, Instant> visitor) throws IOException {
        try {
            for (S3Object object :
                    client.listObjectsV2Paginator(request -> request.bucket(bucket).prefix(prefix))
                            .contents()) {
                String name = object.key().substring(object.key().lastIndexOf('/') + 1);
                if (DIGEST.matcher(name).matches() && object.key().equals(key(new Digest(name)))) {
                    visitor.accept(new Digest(name), object.lastModified());
                }
            }
        } catch (SdkException e) {
            throw new IOException("the bucket " + bucket + " cannot be listed", e);
        }
    }

    @Override
    public void remove(Digest digest) throws IOException {
        try {
            client.deleteObject(request -> request.bucket(bucket).key(key(digest)));
        } catch (SdkException e) {
            throw new IOException("object " + key(digest) + " cannot be removed", e);
        }
    }

    private String key(Digest digest) {
        return prefix + digest.hex().substring(0, 2) + "/" + digest.hex();
    }

    private void put(Digest digest, Path file) throws IOException {
        try {
            client.putObject(
                    request ->
                            request.bucket(bucket)
                                    .key(key(digest))
                                    .contentType("application/octet-stream"),
                    RequestBody.fromFile(file));
        } catch (SdkException e) {
            throw new IOException("the object store did not take " + digest, e);
        }
    }

    private final class Arrived implements Incoming {
        private final Spool.Spooled spooled;
        private final boolean ours;
        private boolean sent;

        Arrived(Spool.Spooled spooled, boolean ours) {
            this.spooled = spooled;
            this.ours = ours;
        }

        @Override
        public Digest digest() {
            return spooled.digest();
        }

        @Override
        public long bytes() {
            return spooled.bytes();
        }

        @Override
        public Path path() {
            return spooled.file();
        }

        @Override
        public void sendAhead() throws IOException {
            put(spooled.digest(), spooled.file());
            sent = true;
        }

        /** Again, too, if it is there: the time of the object is what the sweep goes by. */
        @Override
        public void keep() throws IOException {
            if (!sent || !exists(spooled.digest())) { // somebody may have erased it meanwhile
                put(spooled.digest(), spooled.file());
            }
        }

        @Override
        public void close() throws IOException {
            if (ours) {
                Files.deleteIfExists(spooled.file());
            }
        }
    }
}
