package org.gongkai.content.workbench;

import jakarta.servlet.http.HttpServletRequest;

import org.gongkai.content.people.Arrival;
import org.gongkai.content.people.OidcSettings;
import org.gongkai.content.people.SignInSettings;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.SessionAttribute;

/** The door: with a password, through the identity provider, or both, as it is configured. */
@Controller
class SignInPage {
    private final SignInSettings settings;
    private final @Nullable OidcSettings provider;

    SignInPage(SignInSettings settings, ObjectProvider<OidcSettings> provider) {
        this.settings = settings;
        this.provider = provider.getIfAvailable();
    }

    /**
     * Whom the provider has sent and who may not come in yet, as the page says it.
     *
     * @param kind the type's name in lower case: a key of the messages
     */
    record Guest(
            String kind,
            @Nullable String account,
            @Nullable String identity,
            boolean byPassword,
            @Nullable String issuer,
            @Nullable String subject) {
        static @Nullable Guest of(@Nullable Arrival arrival) {
            return switch (arrival) {
                case Arrival.Unconfirmed it ->
                        new Guest(
                                "unconfirmed",
                                it.account(),
                                it.identity().toString(),
                                it.byPassword(),
                                null,
                                null);
                case Arrival.Inactive it ->
                        new Guest("inactive", it.account(), null, false, null, null);
                case Arrival.Stranger it ->
                        new Guest("stranger", null, null, false, it.issuer(), it.subject());
                case Arrival.Known it -> null;
                case null -> null;
            };
        }
    }

    @GetMapping("/workbench/sign-in")
    String signIn(
            @RequestParam(required = false) @Nullable String arrived,
            @SessionAttribute(name = Arrival.IN_SESSION, required = false)
                    @Nullable Arrival arrival,
            Model model) {
        model.addAttribute("guest", arrived == null ? null : Guest.of(arrival));
        model.addAttribute("byPassword", settings.password());
        model.addAttribute("byProvider", provider != null);
        model.addAttribute("label", provider == null ? null : provider.label());
        return "workbench/sign-in";
    }

    /** Leads on to the provider, to sign out there too; only the sign-out itself comes here. */
    @RequestMapping("/workbench/signing-out")
    String signingOut(HttpServletRequest request, Model model) {
        Object provider = request.getAttribute("provider");
        if (provider == null) {
            return "redirect:/workbench/sign-in";
        }
        model.addAttribute("provider", provider);
        return "workbench/signing-out";
    }
}
