package org.gongkai.content.workbench;

import jakarta.servlet.http.HttpServletRequest;

import org.gongkai.content.assignment.NoSuchAssignment;
import org.gongkai.content.assignment.Rights;
import org.gongkai.content.campaign.NoSuchEntry;
import org.gongkai.content.closing.Closing;
import org.gongkai.content.document.NoSuchDocument;
import org.gongkai.content.document.NoSuchRevision;
import org.gongkai.content.document.Visibility;
import org.gongkai.content.library.NoSuchFile;
import org.gongkai.content.pack.NoSuchPack;
import org.gongkai.content.pack.Packs;
import org.gongkai.content.paper.NoPdf;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.Delegations;
import org.gongkai.content.people.NoSuchPerson;
import org.gongkai.content.people.NoSuchUnit;
import org.gongkai.content.people.NotAllowed;
import org.gongkai.content.people.Role;
import org.gongkai.content.people.UnitKey;
import org.gongkai.content.publishing.NoSuchRelease;
import org.gongkai.content.reminder.Reminders;
import org.gongkai.content.reviewlink.NoSuchReviewLink;
import org.gongkai.content.reviewlink.ReviewLinks;
import org.gongkai.content.summary.Summaries;
import org.gongkai.content.webhook.NoSuchWebhook;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.servlet.ModelAndView;

import java.time.Clock;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What every page of the workbench shows around its content, and the pages for what goes wrong. */
@ControllerAdvice(basePackageClasses = Frame.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class Frame {
    /** Who is told of what became public, or can withdraw it. */
    private static final Set<Role> TOLD =
            EnumSet.of(
                    Role.UNIT_REVIEWER,
                    Role.OFFICE_REVIEWER,
                    Role.MUNICIPAL_REVIEWER,
                    Role.PUBLISHER);

    private static final Set<Role> REVIEWERS =
            EnumSet.of(Role.UNIT_REVIEWER, Role.OFFICE_REVIEWER, Role.MUNICIPAL_REVIEWER);

    private final Names names;
    private final Delegations delegations;
    private final Visibility visibility;
    private final ZoneId zone;
    private final boolean demonstration;

    Frame(
            Names names,
            Delegations delegations,
            Visibility visibility,
            Clock clock,
            Environment environment) {
        this.names = names;
        this.delegations = delegations;
        this.visibility = visibility;
        this.zone = clock.getZone();
        this.demonstration = environment.acceptsProfiles(Profiles.of("demo"));
    }

    /** Who is signed in, as the top bar says it. */
    record Person(
            String name,
            String units,
            boolean writes,
            boolean reviews,
            boolean publishes,
            boolean told,
            boolean seesLibrary,
            boolean seesUnreleased,
            boolean reminded,
            boolean seesSummaries,
            boolean seesAssignments,
            boolean delegates,
            boolean sendsLinks,
            boolean seesPacks,
            boolean administers,
            boolean readsAudit) {}

    @ModelAttribute
    void frame(Model model, Authentication authentication, HttpServletRequest request) {
        model.addAttribute("path", request.getRequestURI());
        model.addAttribute("demonstration", demonstration);
        model.addAttribute("zone", zone.getId());
        if (authentication != null && authentication.getPrincipal() instanceof Actor actor) {
            Map<String, String> units = names.units();
            model.addAttribute(
                    "me",
                    new Person(
                            actor.name(),
                            actor.units().stream()
                                    .map(UnitKey::value)
                                    .map(key -> units.getOrDefault(key, key))
                                    .sorted()
                                    .collect(Collectors.joining("、")),
                            actor.holds(Role.EDITOR),
                            REVIEWERS.stream().anyMatch(actor::holds),
                            actor.holds(Role.PUBLISHER),
                            actsOnNotices(actor) || actor.holds(Role.SUPERVISOR),
                            !actor.units().isEmpty() || visibility.overseer(actor),
                            Closing.mayRead(actor),
                            Reminders.concern(actor),
                            Summaries.mayRead(actor),
                            Rights.mayRead(actor),
                            delegations.concern(actor),
                            ReviewLinks.concern(actor),
                            Packs.concern(actor),
                            actor.holds(Role.ADMINISTRATOR),
                            actor.holds(Role.ADMINISTRATOR) || actor.holds(Role.SUPERVISOR)));
        }
    }

    /** Whether notices wait for this person, one way or the other. */
    static boolean actsOnNotices(Actor actor) {
        return TOLD.stream().anyMatch(actor::holds);
    }

    @ExceptionHandler({
        NoSuchDocument.class,
        NoSuchRevision.class,
        NoSuchEntry.class,
        NoSuchPerson.class,
        NoSuchUnit.class,
        NoSuchRelease.class,
        NoSuchReviewLink.class,
        NoSuchPack.class,
        NoSuchWebhook.class,
        NoSuchFile.class,
        NoSuchAssignment.class
    })
    @ResponseStatus(HttpStatus.NOT_FOUND)
    ModelAndView notFound() {
        return problem("notFound");
    }

    @ExceptionHandler(NoPdf.class)
    @ResponseStatus(HttpStatus.SERVICE_UNAVAILABLE)
    ModelAndView noPdf() {
        return problem("noPdf");
    }

    @ExceptionHandler(NotAllowed.class)
    @ResponseStatus(HttpStatus.FORBIDDEN)
    ModelAndView notAllowed() {
        return problem("notAllowed");
    }

    @ExceptionHandler(IllegalArgumentException.class)
    @ResponseStatus(HttpStatus.BAD_REQUEST)
    ModelAndView malformed() {
        return problem("malformed");
    }

    static ModelAndView problem(String key) {
        return new ModelAndView("workbench/problem", Map.of("problem", key));
    }
}
