package org.gongkai.content.people;

import org.gongkai.content.audit.AuditLog;
import org.gongkai.content.canonical.Digest;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;

/**
 * Signing in with account and password. After 5 failures within 15 minutes an account is locked for
 * the rest of them, after 30 an address; checking a password costs time on purpose, so only a few
 * are checked at once. Thread-safe.
 */
@Component
public class SignIn {
    private static final Duration WINDOW = Duration.ofMinutes(15);
    private static final int KEYS_REMEMBERED = 10_000;

    private final JdbcClient jdbc;
    private final PersonRows rows;
    private final AuditLog audit;
    private final TransactionTemplate transaction;
    private final SignInThrottle accounts =
            new SignInThrottle(5, WINDOW, KEYS_REMEMBERED, System::nanoTime);
    private final SignInThrottle addresses =
            new SignInThrottle(30, WINDOW, KEYS_REMEMBERED, System::nanoTime);
    private final Semaphore checks =
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() - 1));

    SignIn(JdbcClient jdbc, PersonRows rows, AuditLog audit, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.audit = audit;
        this.transaction = transaction;
    }

    /**
     * Who signed in, as a session remembers it.
     *
     * @param credential a digest over the password's hash: when the password changes, the session
     *     ends
     */
    public record SignedIn(UUID person, String account, String credential) implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    /**
     * Checks account and password.
     *
     * @param address where the request came from
     * @throws WrongCredentials if they do not belong together, or the person is inactive
     * @throws SignInLocked after too many failures, whatever the password
     */
    public SignedIn signIn(String account, String password, String address) {
        accounts.locked(account).ifPresent(SignIn::refuse);
        addresses.locked(address).ifPresent(SignIn::refuse);
        Optional<Credential> credential = credential(account);
        if (!matches(credential, password)) {
            accounts.failed(account);
            addresses.failed(address);
            if (accounts.locked(account).isPresent() && credential.isPresent()) {
                auditLock(account, address);
            }
            throw new WrongCredentials();
        }
        accounts.succeeded(account);
        Credential valid = credential.orElseThrow();
        return new SignedIn(valid.id(), account, digest(valid.hash()));
    }

    /**
     * The person of a session acting now; empty once inactive or after the password has changed.
     */
    public Optional<Actor> actor(SignedIn session) {
        return credential(session.account())
                .filter(credential -> digest(credential.hash()).equals(session.credential()))
                .flatMap(credential -> rows.byId(new PersonId(credential.id())))
                .filter(Person::active)
                .map(Person::acting);
    }

    private static void refuse(Duration remaining) {
        throw new SignInLocked(remaining);
    }

    private boolean matches(Optional<Credential> credential, String password) {
        checks.acquireUninterruptibly();
        try {
            if (credential.isEmpty()) {
                Passwords.matchNobody(password);
                return false;
            }
            return Passwords.match(password, credential.get().hash());
        } finally {
            checks.release();
        }
    }

    private void auditLock(String account, String address) {
        transaction.executeWithoutResult(
                status ->
                        audit.append(
                                AuditLog.SYSTEM,
                                "system",
                                "sign-in-locked",
                                Map.of("account", account, "address", address)));
    }

    private record Credential(UUID id, String hash) {}

    private Optional<Credential> credential(String account) {
        return jdbc.sql(
                        """
                        select id, password_hash from person
                        where account = :account and active and password_hash is not null
                        """)
                .param("account", account)
                .query(
                        (row, n) ->
                                new Credential(
                                        row.getObject("id", UUID.class),
                                        text(row.getString("password_hash"))))
                .optional();
    }

    private static String text(@Nullable String hash) {
        return hash == null ? "" : hash;
    }

    private static String digest(String hash) {
        return Digest.of(hash.getBytes(StandardCharsets.UTF_8)).hex();
    }
}
