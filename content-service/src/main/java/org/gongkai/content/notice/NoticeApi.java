package org.gongkai.content.notice;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

import org.gongkai.content.document.Page;
import org.gongkai.content.people.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import java.util.UUID;

@RestController
@RequestMapping("/api/v1/notices")
@Tag(
        name = "Notices",
        description =
                "What became public without a stage that its route tells afterwards. A reviewer of"
                        + " that stage takes note of it, or asks the office to withdraw it.")
class NoticeApi {
    private final Notices notices;
    private final NoticeRows rows;

    NoticeApi(Notices notices, NoticeRows rows) {
        this.notices = notices;
        this.rows = rows;
    }

    record Remark(@Nullable String comment) {}

    record Reason(@NotNull String comment) {}

    @GetMapping
    @Operation(summary = "The notices that you may see; open: nobody has taken note of them")
    Page<Notice> list(
            Actor actor,
            @RequestParam(defaultValue = "false") boolean open,
            @RequestParam(defaultValue = "false") boolean asking,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "20") int size) {
        if (open && asking) {
            throw new IllegalArgumentException(
                    "Whoever asks for a withdrawal has taken note; ask for open or asking, not both");
        }
        return rows.list(
                actor,
                open
                        ? NoticeRows.Which.OPEN
                        : asking ? NoticeRows.Which.ASKING : NoticeRows.Which.ALL,
                page,
                size);
    }

    @PostMapping("/{id}/acknowledge")
    @Operation(summary = "Take note of what became public")
    Notice acknowledge(
            Actor actor,
            @PathVariable UUID id,
            @RequestBody(required = false) @Nullable Remark remark) {
        String comment = remark == null ? null : remark.comment();
        return notices.acknowledge(actor, id, comment == null ? "" : comment);
    }

    @PostMapping("/{id}/ask-withdrawal")
    @Operation(summary = "Take note, and ask the office to withdraw it")
    Notice ask(Actor actor, @PathVariable UUID id, @Valid @RequestBody Reason reason) {
        return notices.askWithdrawal(actor, id, reason.comment());
    }

    @PostMapping("/{id}/answer")
    @Operation(summary = "Say why it stays public although its withdrawal was asked for")
    Notice answer(Actor actor, @PathVariable UUID id, @Valid @RequestBody Reason reason) {
        return notices.answer(actor, id, reason.comment());
    }
}
