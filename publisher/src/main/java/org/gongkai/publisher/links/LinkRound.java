package org.gongkai.publisher.links;

import org.gongkai.publisher.Finding;
import org.gongkai.publisher.approved.ApprovedContent;
import org.gongkai.publisher.catalogue.ReleasedDocument;
import org.gongkai.publisher.output.Manifest;
import org.gongkai.publisher.output.ReleaseStore;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks once at every link of the live documents that leads to another site, one after another. */
final class LinkRound {
    /** Bodies are sanitised, so that every attribute is written like this. */
    private static final Pattern LINK = Pattern.compile("\\bhref=\"(https?://[^\"]+)\"");

    private final ReleaseStore store;
    private final String host;
    private final LinkProbe probe;

    /**
     * @param host of the site itself, whose links the gate looks at
     */
    LinkRound(ReleaseStore store, String host, LinkProbe probe) {
        this.store = store;
        this.host = host;
        this.probe = probe;
    }

    List<Finding> over(Manifest shown) throws InterruptedException {
        Map<String, Optional<String>> known = new HashMap<>();
        List<Finding> findings = new ArrayList<>();
        for (UUID id : shown.ids().toList()) {
            Manifest.LiveDocument live = shown.document(id).orElseThrow();
            if (!store.holds(live.digest())) {
                continue;
            }
            ApprovedContent content = ReleasedDocument.content(id, live, store.read(live.digest()));
            for (String link : links(content.body())) {
                Optional<String> problem = known.get(link);
                if (problem == null) {
                    problem = look(link);
                    known.put(link, problem);
                }
                problem.ifPresent(what -> findings.add(finding(live, link, what)));
            }
        }
        return findings;
    }

    private Optional<String> look(String link) throws InterruptedException {
        URI address;
        try {
            address = URI.create(link);
        } catch (IllegalArgumentException e) {
            return Optional.of("is no address");
        }
        return host.equalsIgnoreCase(address.getHost()) ? Optional.empty() : probe.problem(address);
    }

    private static List<String> links(String body) {
        Matcher link = LINK.matcher(body);
        List<String> links = new ArrayList<>();
        while (link.find()) {
            links.add(link.group(1).replace("&amp;", "&"));
        }
        return links.stream().distinct().toList();
    }

    private static Finding finding(Manifest.LiveDocument live, String link, String what) {
        return new Finding(
                "VETO-6",
                Finding.Severity.WARN,
                live.edition(),
                live.path() + "index.html",
                "The link %s %s: correct or remove it".formatted(link, what));
    }
}
