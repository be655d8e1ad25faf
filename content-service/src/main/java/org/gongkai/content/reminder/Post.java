package org.gongkai.content.reminder;

import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;

import org.gongkai.content.people.EmailAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Hands letters to the mail server ({@code spring.mail.*}), one at a time. Thread-safe. */
@Component
class Post {
    private static final int LONGEST_FAILURE = 300;

    private final @Nullable JavaMailSender server;
    private final @Nullable EmailAddress sender;
    private final Clock clock;

    Post(ObjectProvider<JavaMailSender> server, ReminderSettings settings, Clock clock) {
        this.server = server.getIfAvailable();
        String from = settings.sender().strip();
        this.sender = from.isEmpty() ? null : new EmailAddress(from);
        this.clock = clock;
    }

    /** What became of a letter. */
    enum Outcome {
        /** The server has it. */
        TAKEN,
        /** The server knows no such address; trying again is of no use. */
        REFUSED,
        /** Not taken, or not known to be. */
        NOT_NOW,
        /** Nobody answers there, or we are not let in: no letter can go, whichever it is. */
        NO_ENTRY
    }

    /**
     * What became of a letter, and what the server said.
     *
     * @param failure without the address; null if it was taken
     */
    record Receipt(Outcome outcome, @Nullable String failure) {}

    /** What goes out. */
    record Letter(UUID id, EmailAddress to, String subject, String body) {}

    /** Whether there is a server and an address that letters come from. */
    boolean works() {
        return server != null && sender != null;
    }

    /**
     * Sends a letter and waits until the server has answered.
     *
     * @throws IllegalStateException if there is no server
     */
    Receipt send(Letter letter) {
        JavaMailSender to = server;
        EmailAddress from = sender;
        if (to == null || from == null) {
            throw new IllegalStateException(
                    "No letter can be sent: set spring.mail.host and gongkai.reminders.sender");
        }
        try {
            to.send(message(to.createMimeMessage(), from, letter));
            return new Receipt(Outcome.TAKEN, null);
        } catch (MailException | MessagingException e) {
            return new Receipt(outcome(e), said(e, letter.to()));
        }
    }

    private MimeMessage message(MimeMessage message, EmailAddress from, Letter letter)
            throws MessagingException {
        String domain = from.value().substring(from.value().indexOf('@') + 1);
        message.setFrom(new InternetAddress(from.value(), true));
        message.setRecipient(
                MimeMessage.RecipientType.TO, new InternetAddress(letter.to().value(), true));
        message.setSubject(letter.subject(), StandardCharsets.UTF_8.name());
        message.setText(letter.body(), StandardCharsets.UTF_8.name());
        message.setSentDate(Date.from(clock.instant()));
        // One letter keeps its name however often it is sent: mail servers can tell it is the same.
        message.setHeader("Message-ID", "<%s@%s>".formatted(letter.id(), domain));
        // RFC 3834: no out-of-office replies to it.
        message.setHeader("Auto-Submitted", "auto-generated");
        return message;
    }

    private static Outcome outcome(Exception e) {
        // Spring names a cause only where it failed before any letter: while it was connecting.
        if (e instanceof MailAuthenticationException
                || e instanceof MailSendException && e.getCause() != null) {
            return Outcome.NO_ENTRY;
        }
        return unknownAddress(e) ? Outcome.REFUSED : Outcome.NOT_NOW;
    }

    private static boolean unknownAddress(Exception e) {
        return causes(e)
                .anyMatch(
                        cause ->
                                cause instanceof SendFailedException failed
                                        && failed.getInvalidAddresses() != null
                                        && failed.getInvalidAddresses().length > 0);
    }

    /** The last cause is the server's own answer. The address is personal, so it is not kept. */
    private static String said(Exception e, EmailAddress to) {
        String said =
                causes(e)
                        .map(Throwable::getMessage)
                        .filter(message -> message != null && !message.isBlank())
                        .reduce((first, last) -> last)
                        .orElse(e.getClass().getSimpleName())
                        .replaceAll("(?i)" + Pattern.quote(to.value()), "…")
                        .replaceAll("[\\p{Cntrl}\\s]+", " ")
                        .strip();
        return said.length() <= LONGEST_FAILURE ? said : said.substring(0, LONGEST_FAILURE);
    }

    private static Stream<Throwable> causes(Exception e) {
        Exception first =
                e instanceof MailSendException sent && sent.getMessageExceptions().length > 0
                        ? sent.getMessageExceptions()[0]
                        : e;
        return Stream.iterate(
                (Throwable) first,
                each -> each != null,
                each ->
                        each instanceof MessagingException messaging
                                        && messaging.getNextException() != null
                                ? messaging.getNextException()
                                : each.getCause());
    }
}
