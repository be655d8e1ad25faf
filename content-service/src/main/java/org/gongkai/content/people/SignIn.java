package org.gongkai.content.people;

import org.gongkai.content.audit.AuditLog;
import org.gongkai.content.canonical.Digest;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;

/**
 * Signing in with account and password, and who a session is. After 5 wrong passwords within 15
 * minutes strangers have to wait ({@link SignInLimits}); checking a password costs time on purpose,
 * so only a few are checked at once. Thread-safe.
 */
@Component
public class SignIn {
    private final JdbcClient jdbc;
    private final PersonRows rows;
    private final SignInSettings settings;
    private final KnownDevices devices;
    private final AuditLog audit;
    private final TransactionTemplate transaction;
    private final SignInLimits limits = new SignInLimits(System::nanoTime);
    private final Semaphore checks =
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() - 1));

    SignIn(
            JdbcClient jdbc,
            PersonRows rows,
            SignInSettings settings,
            KnownDevices devices,
            AuditLog audit,
            TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.settings = settings;
        this.devices = devices;
        this.audit = audit;
        this.transaction = transaction;
    }

    /** Who signed in, as a session remembers it. */
    public sealed interface SignedIn extends Serializable {
        UUID person();

        String account();
    }

    /**
     * With account and password.
     *
     * @param credential a digest over the password's hash: when the password changes, the session
     *     ends
     */
    public record WithPassword(UUID person, String account, String credential) implements SignedIn {
        private static final long serialVersionUID = 1L;
    }

    /**
     * Through the identity provider.
     *
     * @param identity the id of the binding: when it is unbound, the session ends
     */
    public record WithIdentity(UUID person, String account, UUID identity) implements SignedIn {
        private static final long serialVersionUID = 1L;
    }

    /** Checks account and password, from a device that keeps nothing to be known by. */
    public SignedIn signIn(String account, String password, String address) {
        return signIn(account, password, Caller.at(address));
    }

    /**
     * Checks account and password.
     *
     * @throws WrongCredentials if they do not belong together, or the person is inactive
     * @throws SignInLocked after too many failures, whatever the password
     * @throws NotAllowed where nobody signs in with a password
     */
    public SignedIn signIn(String account, String password, Caller caller) {
        if (!settings.password()) {
            throw new NotAllowed(
                    "Nobody signs in with a password here (gongkai.sign-in.password); sign in to the"
                            + " workbench with the identity provider, and issue tokens there at"
                            + " /workbench/account");
        }
        SignInLimits.Attempt attempt =
                limits.attempt(account, caller.network(), devices.name(caller.device(), account));
        refuseLocked(attempt);
        checks.acquireUninterruptibly();
        try {
            refuseLocked(attempt); // of many that waited here together only the allowed ones go on
            return checked(attempt, password, caller);
        } finally {
            checks.release();
        }
    }

    private SignedIn checked(SignInLimits.Attempt attempt, String password, Caller caller) {
        Optional<Credential> credential = credential(attempt.account());
        if (!matches(credential, password)) {
            if (limits.failed(attempt) && credential.isPresent()) {
                auditLock(attempt.account(), caller.address());
            }
            throw new WrongCredentials();
        }
        limits.succeeded(attempt);
        Credential valid = credential.orElseThrow();
        return new WithPassword(valid.id(), attempt.account(), digest(valid.hash()));
    }

    /**
     * The person of a session acting now; empty once inactive, after the password has changed, or
     * the identity was unbound.
     */
    public Optional<Actor> actor(SignedIn session) {
        Optional<PersonId> stillThere =
                switch (session) {
                    case WithPassword password -> stillThere(password);
                    case WithIdentity identity -> stillThere(identity);
                };
        return stillThere.flatMap(rows::byId).filter(Person::active).map(Person::acting);
    }

    private Optional<PersonId> stillThere(WithPassword session) {
        return credential(session.account())
                .filter(credential -> digest(credential.hash()).equals(session.credential()))
                .map(credential -> new PersonId(credential.id()));
    }

    private Optional<PersonId> stillThere(WithIdentity session) {
        return jdbc.sql(
                        """
                        select person_id from person_identity
                        where id = :id and confirmed_at is not null and unbound_at is null
                        """)
                .param("id", session.identity())
                .query((row, n) -> new PersonId(row.getObject(1, UUID.class)))
                .optional();
    }

    private void refuseLocked(SignInLimits.Attempt attempt) {
        limits.locked(attempt)
                .ifPresent(
                        remaining -> {
                            throw new SignInLocked(remaining);
                        });
    }

    private static boolean matches(Optional<Credential> credential, String password) {
        if (credential.isEmpty()) {
            Passwords.matchNobody(password);
            return false;
        }
        return Passwords.match(password, credential.get().hash());
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
