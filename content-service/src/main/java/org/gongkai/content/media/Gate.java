package org.gongkai.content.media;

import org.gongkai.content.scan.ScannerAway;
import org.gongkai.content.scan.VirusScanner;
import org.gongkai.content.scan.VirusScanner.Verdict;
import org.springframework.stereotype.Component;

import java.nio.file.Path;
import java.util.List;

/**
 * Judges a file of an allowed kind: first the virus scanner, then what is inside. Whoever parses a
 * file that came from outside lets it pass here first. Thread-safe.
 */
@Component
public class Gate {
    private static final String PDF = "application/pdf";

    private final VirusScanner scanner;
    private final Inspection inspection;
    private final LibraryRules rules;

    Gate(VirusScanner scanner, Inspection inspection, LibraryRules rules) {
        this.scanner = scanner;
        this.inspection = inspection;
        this.rules = rules;
    }

    /**
     * What is known of a file that may be taken.
     *
     * @param scanned whether a scanner was asked
     */
    record Passed(boolean scanned, List<Finding> findings) {}

    /**
     * Judges.
     *
     * @throws FileRefused naming what was found and the remedy
     * @throws ScannerAway if there is no verdict now
     */
    Passed pass(Path file, String mediaType, String name) {
        boolean scanned = scan(file, name);
        List<Finding> findings = inspection.inspect(file, mediaType, name);
        requireTolerable(findings, name);
        if (mediaType.equals(PDF)) {
            // A reader's program may repair what we cannot look into, and run what is inside.
            findings.stream()
                    .filter(finding -> finding.kind() == Finding.Kind.UNREADABLE)
                    .findFirst()
                    .ifPresent(
                            finding -> {
                                throw refused(finding, name);
                            });
        }
        return new Passed(scanned, findings);
    }

    /**
     * Judges a file that is read and not kept.
     *
     * @throws FileRefused naming what was found and the remedy
     * @throws org.gongkai.content.scan.ScannerAway if there is no verdict now
     */
    public void require(Path file, String mediaType, String name) {
        pass(file, mediaType, name);
    }

    /**
     * @throws FileRefused if one of them is refused here
     */
    void requireTolerable(List<Finding> findings, String name) {
        findings.stream()
                .filter(finding -> rules.refused().contains(finding.kind()))
                .findFirst()
                .ifPresent(
                        finding -> {
                            throw refused(finding, name);
                        });
    }

    /**
     * Asks the virus scanner alone.
     *
     * @return whether there is one
     * @throws FileRefused if it found something, or can never judge the file
     * @throws ScannerAway if there is no verdict now
     */
    public boolean scan(Path file, String name) {
        return switch (scanner.scan(file)) {
            case Verdict.NotAsked() -> false;
            case Verdict.Clean() -> true;
            case Verdict.Infected(String signature) ->
                    throw new FileRefused(
                            FileRefused.Reason.INFECTED,
                            "“%s” is not taken: the virus scanner found %s in it. Have the machine it came from checked, and send a clean file."
                                    .formatted(name, signature),
                            "杀毒软件在“%s”中发现病毒（%s），请检查来源计算机，另传无毒的文件。".formatted(name, signature));
            case Verdict.TooLarge() ->
                    throw new FileRefused(
                            FileRefused.Reason.TOO_LARGE,
                            "“%s” is larger than the virus scanner reads, and no file is taken without its verdict. Make it smaller, or have an administrator raise StreamMaxLength in clamd.conf."
                                    .formatted(name),
                            "“%s”太大，杀毒软件无法检查，不能接收。请缩小后再传，或请管理员提高杀毒软件的上限。".formatted(name));
        };
    }

    private static FileRefused refused(Finding finding, String name) {
        String what =
                switch (finding.kind()) {
                    case MACROS -> "holds macros. Save it as a file without macros (docx, xlsx)";
                    case SCRIPT -> "holds scripts. Print it into a new PDF";
                    case LAUNCH_ACTION ->
                            "starts programs or opens other files. Print it into a new PDF";
                    case PASSWORD -> "is locked with a password. Remove the password";
                    case RESTRICTED ->
                            "forbids its readers something. Save it without restrictions";
                    case EMBEDDED_FILE -> "holds other files. Take them out and send them apart";
                    case HIDDEN_SHEET -> "holds hidden sheets. Show or delete them";
                    case EXTERNAL_CONTENT ->
                            "loads something from elsewhere when it is opened. Break its links";
                    case COMMENTS -> "holds comments. Delete them";
                    case TRACKED_CHANGES ->
                            "holds tracked changes. Accept or reject them, and turn tracking off";
                    case HIDDEN_TEXT -> "holds hidden text. Show or delete it";
                    case AUTHORS -> "names people in its properties. Remove them";
                    case CLEANED ->
                            "holds what a drawing must not have. Save it as a plain SVG or as PNG";
                    case NOT_CONVERTED ->
                            "is a video, and there is no ffmpeg here to convert it. Have an administrator install ffmpeg";
                    case LOCATION -> "says where it was taken. Remove that";
                    case BOMB -> "unpacks to far more than a document has. Save it anew";
                    case UNREADABLE -> "is damaged. Open it in the program that made it";
                };
        FileRefused.Reason reason =
                switch (finding.kind()) {
                    case PASSWORD -> FileRefused.Reason.ENCRYPTED;
                    case BOMB -> FileRefused.Reason.TOO_COMPLEX;
                    case UNREADABLE -> FileRefused.Reason.UNREADABLE;
                    default -> FileRefused.Reason.ACTIVE;
                };
        String which = finding.detail().isEmpty() ? "" : " (" + finding.detail() + ")";
        return new FileRefused(
                reason, "“%s” %s, and send it again.%s".formatted(name, what, which));
    }
}
