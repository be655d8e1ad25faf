package org.gongkai.publisher.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import org.gongkai.publisher.ConformanceReport;
import org.gongkai.publisher.Erasure;
import org.gongkai.publisher.Finding;
import org.gongkai.publisher.Finding.Severity;
import org.gongkai.publisher.InMemoryContent;
import org.gongkai.publisher.InMemoryContent.Draft;
import org.gongkai.publisher.InMemoryIndex;
import org.gongkai.publisher.InMemoryLedger;
import org.gongkai.publisher.ReleaseReport;
import org.gongkai.publisher.Sha256;
import org.gongkai.publisher.TinyRenderer;
import org.gongkai.publisher.catalogue.Catalogues;
import org.gongkai.publisher.released.KeptRecords;
import org.gongkai.publisher.released.LocalReleases;
import org.gongkai.publisher.render.SiteIdentity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** What a release keeps of what the gate looked for and found. */
class ConformanceTest {
    private final SteppingClock clock = new SteppingClock();
    private final InMemoryContent content = new InMemoryContent();
    private final Draft bus = InMemoryContent.draft("公交");
    private final Draft broken =
            InMemoryContent.draft("王小明").with("body", "<p><a href=\"/nowhere/\">见</a></p>");
    private final Rig rig;
    private final List<Finding> since = new ArrayList<>();
    private final KeptRecords records;

    ConformanceTest(@TempDir Path directory) {
        rig =
                new Rig(
                        directory,
                        content,
                        new InMemoryLedger(content, clock),
                        new InMemoryIndex(),
                        new TinyRenderer(),
                        clock,
                        Rig.inMemory(),
                        (step, done) -> {});
        records =
                new KeptRecords(
                        new LocalReleases(rig.trees, rig.store, new Catalogues(rig.store::forms)),
                        rig.store,
                        SiteIdentity.unconfigured("https://www.example.org", false),
                        () -> since);
    }

    @Test
    void everyRuleIsThereWithItsSourceAndEveryFindingWithItsRule() {
        content.approve(bus);
        content.approve(broken);

        ReleaseReport made = rig.job.release("tester");

        ConformanceReport report = records.conformance(1).orElseThrow();
        assertThat(report.release()).isEqualTo(1);
        assertThat(report.instant()).isEqualTo(rig.shown().instant());
        assertThat(report.rules())
                .extracting(ConformanceReport.Rule::id)
                .isSorted()
                .doesNotHaveDuplicates()
                .contains("A11Y-2", "FOOT-1", "META-1", "META-4", "POL-1", "SET-1", "VETO-6")
                .as("no dictionary is configured")
                .doesNotContain("VETO-5");
        assertThat(report.rules())
                .allSatisfy(rule -> assertThat(rule.source()).isNotBlank())
                .allSatisfy(rule -> assertThat(rule.looksAt()).isNotBlank());
        assertThat(report.findings())
                .extracting(Finding::rule, Finding::severity)
                .contains(tuple("VETO-6", Severity.BLOCK), tuple("META-1", Severity.WARN));
        assertThat(report.findings())
                .containsAll(made.warnings())
                .containsAll(Objects.requireNonNull(made.outcome()).held());
        assertThat(report.rules())
                .extracting(ConformanceReport.Rule::id)
                .containsAll(report.findings().stream().map(Finding::rule).toList());
    }

    @Test
    void aReleaseThatDidNotBecomePublicHasNoReport() {
        content.approve(bus);
        rig.job.release("tester");

        assertThat(rig.job.release("tester").changed()).isFalse();
        assertThat(records.conformance(1)).isPresent();
        assertThat(records.conformance(2)).isEmpty();
    }

    @Test
    void whatWasFoundOnAPageAfterwardsStandsInTheReportOfTheReleaseThatShowsIt() {
        content.approve(bus);
        rig.job.release("tester");
        Finding deadLink =
                new Finding(
                        "VETO-6",
                        Severity.WARN,
                        rig.shown().entry(bus.path() + "index.html").orElseThrow().edition(),
                        bus.path() + "index.html",
                        "The link http://gone.example/ is answered with 404: correct or remove it");
        since.add(deadLink);

        assertThat(records.conformance(1).orElseThrow().findings()).contains(deadLink);

        content.approve(bus.with("body", "<p>改了线路。</p>"));
        rig.job.release("tester");
        assertThat(records.conformance(1).orElseThrow().findings()).doesNotContain(deadLink);
        assertThat(records.conformance(2).orElseThrow().findings())
                .as("the edition with the link is not shown any more")
                .doesNotContain(deadLink);
    }

    @Test
    void anErasureTakesWhatWasFoundOnTheDocument() {
        content.approve(bus);
        content.approve(broken);
        rig.job.release("tester");
        assertThat(records.conformance(1).orElseThrow().findings())
                .extracting(Finding::path)
                .contains(broken.path() + "index.html");
        content.approve(bus.with("body", "<p>改了线路。</p>"));
        rig.job.release("tester");

        rig.job.erase(
                new Erasure(
                        broken.document(),
                        broken.path(),
                        1,
                        Set.of(Sha256.of(new byte[0])),
                        Set.of()));

        ConformanceReport report = records.conformance(1).orElseThrow();
        assertThat(report.rules()).isNotEmpty();
        assertThat(report.findings())
                .isNotEmpty()
                .extracting(Finding::path)
                .doesNotContain(broken.path() + "index.html");
    }
}
