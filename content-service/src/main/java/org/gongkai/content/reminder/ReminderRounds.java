package org.gongkai.content.reminder;

import org.gongkai.content.people.Actor;
import org.gongkai.content.people.NotAllowed;
import org.gongkai.content.people.Role;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A round of reminders: what is due is written down first, in one transaction, and then the letters
 * go, one after the other.
 *
 * <p>A letter is marked as sent after the server has answered that it has it. If the process ends
 * between that answer and the mark, or the answer never comes, the letter goes once more with the
 * next round, under the same Message-ID: a date that nobody was told of costs more than a letter
 * that comes twice. Thread-safe; rounds that run at the same time share the letters.
 */
@Component
public class ReminderRounds {
    private static final Logger log = LoggerFactory.getLogger(ReminderRounds.class);

    private final Reminders reminders;
    private final Letters letters;
    private final LetterText text;
    private final Post post;

    ReminderRounds(Reminders reminders, Letters letters, LetterText text, Post post) {
        this.reminders = reminders;
        this.letters = letters;
        this.text = text;
        this.post = post;
    }

    /**
     * What a round did.
     *
     * @param workingDay false on a day off: then it did nothing
     * @param reminders how many steps people were told of
     * @param sent how many letters a server has taken
     * @param failed how many it has not, be it for now or for good; a round ends when the server
     *     cannot be reached, and what was not tried counts, too
     */
    public record Round(boolean workingDay, int reminders, int sent, int failed) {}

    /**
     * Makes a round now, for the office.
     *
     * @throws NotAllowed unless the actor is an office reviewer
     */
    public Round make(Actor by) {
        if (!by.holds(Role.OFFICE_REVIEWER)) {
            throw new NotAllowed("Only the office has people reminded now");
        }
        return make(by.account());
    }

    Round make(String account) {
        if (!reminders.workingDay()) {
            return new Round(false, 0, 0, 0);
        }
        List<Duty> open = reminders.open();
        int written = reminders.write(account, open);
        Set<Duty.Id> stillOpen = open.stream().map(Duty::id).collect(Collectors.toSet());
        int sent = 0;
        int failed = 0;
        if (post.works()) {
            List<UUID> waiting = letters.waiting();
            for (int i = 0; i < waiting.size(); i++) {
                Post.Outcome outcome = deliver(waiting.get(i), stillOpen).orElse(null);
                if (outcome == Post.Outcome.NO_ENTRY) {
                    failed += waiting.size() - i;
                    break;
                }
                sent += outcome == Post.Outcome.TAKEN ? 1 : 0;
                failed += outcome == null || outcome == Post.Outcome.TAKEN ? 0 : 1;
            }
        }
        if (written + sent + failed > 0) {
            log.info("Reminders: {} steps, {} letters sent, {} not", written, sent, failed);
        }
        return new Round(true, written, sent, failed);
    }

    /** Empty if nothing had to be sent, or somebody else has it. One letter stops no other. */
    private Optional<Post.Outcome> deliver(UUID id, Set<Duty.Id> open) {
        try {
            return letters.claim(id, open)
                    .map(
                            claim -> {
                                Post.Receipt receipt = post.send(text.of(claim));
                                letters.settle(claim, receipt);
                                return receipt.outcome();
                            });
        } catch (RuntimeException e) {
            log.error("Letter {} broke off; a later round makes up for it", id, e);
            return Optional.of(Post.Outcome.NOT_NOW);
        }
    }
}
