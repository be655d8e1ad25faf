package org.gongkai.elasticsearch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;

/** Passwords that nobody has to think of. */
final class Passwords {

    private Passwords() {}

    static String random() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static String readOrMake(Path file) {
        try {
            if (!Files.exists(file)) {
                make(file.toAbsolutePath());
            }
            String password = Files.readString(file).strip();
            if (password.isEmpty()) {
                throw new IOException(
                        file + " holds no password; write one into it, or delete it for a new one");
            }
            return password;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot keep the password of Elasticsearch in " + file, e);
        }
    }

    /** The file appears whole: two that make it at the same time end with the same password. */
    private static void make(Path file) throws IOException {
        Path directory = Files.createDirectories(file.getParent());
        Path part =
                Files.createTempFile(directory, file.getFileName().toString(), ".part", owner());
        try {
            Files.writeString(part, random() + "\n");
            Files.createLink(file, part); // unlike a rename it never replaces another's
        } catch (FileAlreadyExistsException e) {
            // another one was faster
        } finally {
            Files.delete(part);
        }
    }

    private static FileAttribute<?>[] owner() {
        if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            return new FileAttribute<?>[0];
        }
        return new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(
                    EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE))
        };
    }
}
