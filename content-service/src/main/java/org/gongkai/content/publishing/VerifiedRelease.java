package org.gongkai.content.publishing;

import org.gongkai.publisher.ProofFinding;
import org.gongkai.publisher.ProofReport;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a verification of the active release found, as the API answers it.
 *
 * @param root the root of its manifest, by the record of releases
 * @param inOrder whether nothing was found, or nothing is left after the repair
 * @param files how many files were compared
 * @param documents how many documents were compared with the database
 * @param rendered how many pages were rendered again
 * @param waiting how many documents were withdrawn since and wait for the next release
 * @param found how many findings there are; {@code findings} names the first thousand
 * @param mended how many files were repaired; {@code repaired} names the first thousand
 */
record VerifiedRelease(
        long release,
        String root,
        Instant at,
        boolean inOrder,
        long files,
        long documents,
        long rendered,
        long waiting,
        long found,
        List<Finding> findings,
        long mended,
        List<Finding> repaired,
        Duration took) {

    /**
     * One thing that is not what it has to be.
     *
     * @param subject a place on the site, the id of a document, or what else it is about
     * @param remedy what puts it right
     */
    record Finding(String kind, String subject, String expected, String found, String remedy) {
        static Finding of(ProofFinding finding) {
            return new Finding(
                    finding.kind().name(),
                    finding.subject(),
                    finding.expected(),
                    finding.found(),
                    finding.kind().remedy());
        }
    }

    static VerifiedRelease of(ProofReport report) {
        return new VerifiedRelease(
                report.release(),
                report.root().hex(),
                report.at(),
                report.inOrder(),
                report.files(),
                report.documents(),
                report.rendered(),
                report.waiting(),
                report.found(),
                report.findings().stream().map(Finding::of).toList(),
                report.mended(),
                report.repaired().stream().map(Finding::of).toList(),
                report.took());
    }
}
