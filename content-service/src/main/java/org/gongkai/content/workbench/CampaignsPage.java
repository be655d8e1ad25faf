package org.gongkai.content.workbench;

import jakarta.servlet.http.HttpServletResponse;

import org.gongkai.content.campaign.Campaign;
import org.gongkai.content.campaign.Campaign.Milestone;
import org.gongkai.content.campaign.Campaigns;
import org.gongkai.content.campaign.NoSuchEntry;
import org.gongkai.content.campaign.Section;
import org.gongkai.content.campaign.Sections;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.Administration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Campaigns with their dates, and the sections that belong to them. For administrators. */
@Controller
class CampaignsPage {
    private static final DateTimeFormatter TYPED =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm", Locale.ROOT);

    private final Campaigns campaigns;
    private final Sections sections;
    private final Names names;
    private final Refusals refusals;
    private final Clock clock;

    CampaignsPage(
            Campaigns campaigns, Sections sections, Names names, Refusals refusals, Clock clock) {
        this.campaigns = campaigns;
        this.sections = sections;
        this.names = names;
        this.refusals = refusals;
        this.clock = clock;
    }

    /** A date of a campaign as a form has it. */
    record Date(Milestone milestone, String at) {}

    /** A campaign as a form has it. */
    record CampaignForm(String key, String title, String theme, List<Date> dates) {}

    /** A section as a form has it. */
    record SectionForm(
            String key, String name, String campaign, String notBefore, boolean publishAtOnce) {}

    @GetMapping("/workbench/campaigns")
    String list(Actor actor, Model model) {
        return page(actor, model);
    }

    @PostMapping("/workbench/campaigns")
    String set(
            Actor actor,
            @RequestParam(defaultValue = "") String key,
            @RequestParam(defaultValue = "") String title,
            @RequestParam(defaultValue = "") String theme,
            @RequestParam(defaultValue = "false") boolean fresh,
            @RequestParam Map<String, String> form,
            Model model,
            HttpServletResponse response,
            RedirectAttributes after) {
        Administration.requireAdministrator(actor, "Changing campaigns");
        if (fresh && campaigns.all().stream().anyMatch(each -> each.key().equals(key.strip()))) {
            return refused(actor, "CAMPAIGN", model, response);
        }
        Map<Milestone, Instant> dates = new EnumMap<>(Milestone.class);
        for (Milestone milestone : Milestone.values()) {
            String typed = form.getOrDefault(milestone.name(), "");
            if (!typed.isBlank()) {
                Instant at = instant(typed);
                if (at == null) {
                    return refused(actor, "DATE", model, response);
                }
                dates.put(milestone, at);
            }
        }
        try {
            campaigns.put(actor, new Campaign(key.strip(), title.strip(), theme.strip(), dates));
        } catch (IllegalArgumentException e) {
            return refused(actor, "FORM", model, response);
        }
        after.addFlashAttribute("said", refusals.say("campaign.said", title.strip()));
        return "redirect:/workbench/campaigns";
    }

    @PostMapping("/workbench/sections/{key}")
    String set(
            Actor actor,
            @PathVariable String key,
            @RequestParam(defaultValue = "") String campaign,
            @RequestParam(defaultValue = "") String notBefore,
            @RequestParam(defaultValue = "false") boolean publishAtOnce,
            Model model,
            HttpServletResponse response,
            RedirectAttributes after) {
        return setSection(
                actor,
                new SectionForm(key, "", campaign, notBefore, publishAtOnce),
                model,
                response,
                after);
    }

    @PostMapping("/workbench/sections")
    String add(
            Actor actor,
            @RequestParam(defaultValue = "") String key,
            @RequestParam(defaultValue = "") String campaign,
            @RequestParam(defaultValue = "") String notBefore,
            @RequestParam(defaultValue = "false") boolean publishAtOnce,
            Model model,
            HttpServletResponse response,
            RedirectAttributes after) {
        boolean taken = sections.all().stream().anyMatch(each -> each.key().equals(key.strip()));
        if (taken) {
            return refused(actor, "TAKEN", model, response);
        }
        return setSection(
                actor,
                new SectionForm(key.strip(), "", campaign, notBefore, publishAtOnce),
                model,
                response,
                after);
    }

    private String setSection(
            Actor actor,
            SectionForm form,
            Model model,
            HttpServletResponse response,
            RedirectAttributes after) {
        Administration.requireAdministrator(actor, "Changing sections");
        Instant notBefore = form.notBefore().isBlank() ? null : instant(form.notBefore());
        if (notBefore == null && !form.notBefore().isBlank()) {
            return refused(actor, "DATE", model, response);
        }
        try {
            String campaign = form.campaign().isEmpty() ? null : form.campaign();
            sections.put(actor, new Section(form.key(), campaign, notBefore, form.publishAtOnce()));
        } catch (IllegalArgumentException | NoSuchEntry e) {
            return refused(actor, "SECTION", model, response);
        }
        after.addFlashAttribute("said", refusals.say("section.said", form.key()));
        return "redirect:/workbench/campaigns#sections";
    }

    private String refused(Actor actor, String why, Model model, HttpServletResponse response) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        model.addAttribute("refused", refusals.say("campaign.refused." + why));
        return page(actor, model);
    }

    private String page(Actor actor, Model model) {
        Administration.requireAdministrator(actor, "The campaigns");
        Map<String, String> sectionNames = names.sections();
        model.addAttribute("campaigns", campaigns.all().stream().map(this::form).toList());
        model.addAttribute("blank", form(null));
        model.addAttribute(
                "sections",
                sections.all().stream().map(section -> form(section, sectionNames)).toList());
        return "workbench/campaigns";
    }

    private CampaignForm form(@Nullable Campaign campaign) {
        Map<Milestone, Instant> dates = campaign == null ? Map.of() : campaign.milestones();
        return new CampaignForm(
                campaign == null ? "" : campaign.key(),
                campaign == null ? "" : campaign.title(),
                campaign == null ? "" : campaign.theme(),
                List.of(Milestone.values()).stream()
                        .map(milestone -> new Date(milestone, typed(dates.get(milestone))))
                        .toList());
    }

    private SectionForm form(Section section, Map<String, String> sectionNames) {
        String campaign = section.campaign();
        return new SectionForm(
                section.key(),
                sectionNames.getOrDefault(section.key(), section.key()),
                campaign == null ? "" : campaign,
                typed(section.notBefore()),
                section.publishAtOnce());
    }

    private String typed(@Nullable Instant at) {
        return at == null ? "" : TYPED.withZone(clock.getZone()).format(at);
    }

    private @Nullable Instant instant(String typed) {
        try {
            return LocalDateTime.parse(typed).atZone(clock.getZone()).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
