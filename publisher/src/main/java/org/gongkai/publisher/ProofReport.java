package org.gongkai.publisher;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a verification found.
 *
 * @param release the number of the release that was verified
 * @param root what its manifest's root is, by the record of releases
 * @param at when it began
 * @param inOrder whether nothing was found, or nothing is left after the repair
 * @param files how many files of the manifest were compared
 * @param documents how many documents were compared with the content service
 * @param rendered how many pages were rendered again; 0 if that was not asked for, or not possible
 * @param waiting how many documents were withdrawn since the release and wait for the next one
 * @param found how many findings there are; {@code findings} names the first thousand
 * @param findings what is wrong, after the repair if one was asked for
 * @param mended how many files were repaired; {@code repaired} names the first thousand
 * @param repaired what was wrong, and is not any more
 */
public record ProofReport(
        long release,
        Sha256 root,
        Instant at,
        boolean inOrder,
        long files,
        long documents,
        long rendered,
        long waiting,
        long found,
        List<ProofFinding> findings,
        long mended,
        List<ProofFinding> repaired,
        Duration took) {
    public ProofReport {
        findings = List.copyOf(findings);
        repaired = List.copyOf(repaired);
    }
}
