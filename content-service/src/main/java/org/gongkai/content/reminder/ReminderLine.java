package org.gongkai.content.reminder;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * That people were told of a duty.
 *
 * @param duty which one of its kind
 * @param unit whose duty it is, a key
 * @param page where in the workbench it is done
 * @param open whether it is still not done
 * @param workingDaysLeft after today up to the due day; negative once they have passed
 * @param letters whom it was told to; of others than the office only the own; none in a list of
 *     what is to be done
 */
public record ReminderLine(
        UUID id,
        Duty.Kind kind,
        String duty,
        Step step,
        String campaign,
        String unit,
        String what,
        LocalDate due,
        String page,
        Instant at,
        boolean open,
        long workingDaysLeft,
        List<Letter> letters) {

    /**
     * Who was told, and what became of the letter.
     *
     * @param state WAITING, SENDING, SENT, FAILED, NOT_NEEDED, NO_ADDRESS or NO_SERVER
     * @param failure what the mail server said last, without the address
     */
    public record Letter(
            String name,
            String account,
            String state,
            @Nullable Instant sentAt,
            @Nullable String failure) {}
}
