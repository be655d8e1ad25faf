package org.gongkai.content.operations;

import jakarta.servlet.http.HttpServletResponse;

import org.gongkai.content.engine.Secrets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * Streams a backup to the launcher's command. Only who can read the home gets it: a backup holds
 * what no role may see alone.
 */
@RestController
class BackupController {
    private static final Logger log = LoggerFactory.getLogger(BackupController.class);

    private final Backup backup;
    private final byte[] expected;

    BackupController(Backup backup, Secrets secrets) {
        this.backup = backup;
        this.expected = bytes("Bearer " + secrets.value(Secrets.Secret.CLI_TOKEN));
    }

    @PostMapping("/api/v1/backups")
    void take(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, defaultValue = "")
                    String authorization,
            HttpServletResponse response)
            throws IOException {
        if (!MessageDigest.isEqual(expected, bytes(authorization))) {
            ErrorResponseException refusal = new ErrorResponseException(HttpStatus.FORBIDDEN);
            refusal.setDetail("A backup is taken with the command gongkai backup on the server.");
            throw refusal;
        }
        response.setContentType("application/zip");
        BackupContents contents = backup.writeTo(response.getOutputStream());
        log.info(
                "A backup was taken: {} rows, {} files, {} files of releases",
                contents.allRows(),
                contents.below("files/"),
                contents.below("releases/"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
