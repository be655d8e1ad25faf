package org.gongkai.content.workbench;

import org.gongkai.content.people.Actor;
import org.gongkai.content.people.BoundIdentity;
import org.gongkai.content.people.EmailAddress;
import org.gongkai.content.people.EmailAddresses;
import org.gongkai.content.people.Identities;
import org.gongkai.content.people.Taken;
import org.gongkai.content.people.Token;
import org.gongkai.content.people.Tokens;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * The own account: the identities that open it, and the tokens of the API. Where nobody signs in
 * with a password, tokens come from here only.
 */
@Controller
class AccountPage {
    private static final int MOST_DAYS = (int) Tokens.LONGEST.toDays();

    private final Tokens tokens;
    private final ObjectProvider<Identities> identities;
    private final EmailAddresses emails;
    private final Names names;
    private final Refusals refusals;

    AccountPage(
            Tokens tokens,
            ObjectProvider<Identities> identities,
            EmailAddresses emails,
            Names names,
            Refusals refusals) {
        this.tokens = tokens;
        this.emails = emails;
        this.identities = identities;
        this.names = names;
        this.refusals = refusals;
    }

    record TokenRow(UUID id, String label, boolean writes, String created, String expires) {}

    record IdentityRow(String issuer, String subject, boolean confirmed) {
        static IdentityRow of(BoundIdentity bound) {
            return new IdentityRow(
                    bound.identity().issuer(), bound.identity().subject(), bound.confirmed());
        }
    }

    @GetMapping("/workbench/account")
    String account(Actor actor, Model model) {
        Identities known = identities.getIfAvailable();
        model.addAttribute("account", actor.account());
        model.addAttribute(
                "email", emails.of(actor, actor.id()).map(EmailAddress::value).orElse(""));
        model.addAttribute("byProvider", known != null);
        model.addAttribute(
                "identities",
                known == null
                        ? List.of()
                        : known.of(actor, actor.id()).stream().map(IdentityRow::of).toList());
        model.addAttribute("tokens", tokens.own(actor).stream().map(this::row).toList());
        model.addAttribute("mostDays", MOST_DAYS);
        return "workbench/account";
    }

    @PostMapping("/workbench/account/tokens")
    String issue(
            Actor actor,
            @RequestParam String label,
            @RequestParam int days,
            @RequestParam(defaultValue = "false") boolean writes,
            RedirectAttributes next) {
        try {
            Set<Token.Scope> scopes =
                    writes ? EnumSet.allOf(Token.Scope.class) : EnumSet.of(Token.Scope.READ);
            Tokens.Issued issued =
                    tokens.issue(actor, label.strip(), scopes, Duration.ofDays(days));
            next.addFlashAttribute("secret", issued.secret());
        } catch (IllegalArgumentException e) {
            next.addFlashAttribute("refused", refusals.say("account.refused", MOST_DAYS));
        } catch (Taken e) {
            next.addFlashAttribute("refused", refusals.say("account.refused.many"));
        }
        return "redirect:/workbench/account";
    }

    @PostMapping("/workbench/account/tokens/{id}/revoke")
    String revoke(Actor actor, @PathVariable UUID id, RedirectAttributes next) {
        tokens.revoke(actor, id);
        next.addFlashAttribute("said", refusals.say("account.revoked"));
        return "redirect:/workbench/account";
    }

    private TokenRow row(Token token) {
        return new TokenRow(
                token.id(),
                token.label(),
                token.scopes().contains(Token.Scope.WRITE),
                names.time(token.createdAt()),
                names.time(token.expiresAt()));
    }
}
