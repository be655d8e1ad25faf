package org.gongkai.content.workbench;

import jakarta.servlet.http.HttpServletRequest;

import org.gongkai.content.document.NoSuchDocument;
import org.gongkai.content.document.NoSuchRevision;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.NotAllowed;
import org.gongkai.content.people.Role;
import org.gongkai.content.people.UnitKey;
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
import java.util.Map;
import java.util.stream.Collectors;

/** What every page of the workbench shows around its content, and the pages for what goes wrong. */
@ControllerAdvice(basePackageClasses = Frame.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class Frame {
    private final Names names;
    private final ZoneId zone;
    private final boolean demonstration;

    Frame(Names names, Clock clock, Environment environment) {
        this.names = names;
        this.zone = clock.getZone();
        this.demonstration = environment.acceptsProfiles(Profiles.of("demo"));
    }

    /** Who is signed in, as the top bar says it. */
    record Person(
            String name, String units, boolean writes, boolean publishes, boolean approvesSite) {}

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
                            actor.holds(Role.PUBLISHER),
                            actor.holds(Role.OFFICE_REVIEWER)
                                    || actor.holds(Role.MUNICIPAL_REVIEWER)
                                    || actor.holds(Role.PUBLISHER)));
        }
    }

    @ExceptionHandler({NoSuchDocument.class, NoSuchRevision.class})
    @ResponseStatus(HttpStatus.NOT_FOUND)
    ModelAndView notFound() {
        return problem("notFound");
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
