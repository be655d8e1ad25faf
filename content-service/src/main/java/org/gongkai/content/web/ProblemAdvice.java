package org.gongkai.content.web;

import org.apache.tomcat.util.http.InvalidParameterException;
import org.gongkai.content.assignment.AssignmentRefused;
import org.gongkai.content.assignment.NoSuchAssignment;
import org.gongkai.content.campaign.NoSuchEntry;
import org.gongkai.content.delivery.ChangesForgotten;
import org.gongkai.content.delivery.DocumentWithdrawn;
import org.gongkai.content.delivery.NotPublic;
import org.gongkai.content.delivery.NothingReleased;
import org.gongkai.content.document.BeingErased;
import org.gongkai.content.document.ContentChanged;
import org.gongkai.content.document.ContentRefused;
import org.gongkai.content.document.LastChange;
import org.gongkai.content.document.NoSuchDocument;
import org.gongkai.content.document.NoSuchRevision;
import org.gongkai.content.document.PreconditionRequired;
import org.gongkai.content.document.RevisionErased;
import org.gongkai.content.document.StaleVersion;
import org.gongkai.content.document.VerbRefused;
import org.gongkai.content.library.AboutChanged;
import org.gongkai.content.library.FileInUse;
import org.gongkai.content.library.NoSuchFile;
import org.gongkai.content.notice.NoSuchNotice;
import org.gongkai.content.notice.NoticeSettled;
import org.gongkai.content.paper.NoPdf;
import org.gongkai.content.people.NoSuchDelegation;
import org.gongkai.content.people.NoSuchIdentity;
import org.gongkai.content.people.NoSuchPerson;
import org.gongkai.content.people.NoSuchUnit;
import org.gongkai.content.people.NotAllowed;
import org.gongkai.content.people.SignInLocked;
import org.gongkai.content.people.Taken;
import org.gongkai.content.people.WrongCredentials;
import org.gongkai.content.proposal.NoSuchProposal;
import org.gongkai.content.proposal.ProposalOvertaken;
import org.gongkai.content.proposal.ProposalSettled;
import org.gongkai.content.releaseset.InAnotherSet;
import org.gongkai.content.releaseset.NoSuchReleaseSet;
import org.gongkai.content.releaseset.ReleaseSetSettled;
import org.gongkai.content.releaseset.StaleReleaseSet;
import org.gongkai.content.report.ReportRefused;
import org.gongkai.content.reviewlink.NoSuchReviewLink;
import org.gongkai.content.scan.ScannerAway;
import org.gongkai.content.summary.SummaryRefused;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

import java.sql.SQLException;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Turns what the model refuses into problem details (RFC 9457). Each capability adds its exceptions
 * here, so that one place says which refusal has which status.
 */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {
    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);
    private static final String NOT_IN_A_TEXT = "22021"; // character_not_in_repertoire

    @ExceptionHandler({NotAllowed.class, AccessDeniedException.class})
    ProblemDetail notAllowed(RuntimeException e) {
        return ProblemType.NOT_ALLOWED.detail(message(e));
    }

    @ExceptionHandler({
        NoSuchPerson.class,
        NoSuchIdentity.class,
        NoSuchUnit.class,
        NoSuchDelegation.class,
        NoSuchEntry.class,
        NoSuchReviewLink.class,
        NoSuchProposal.class,
        NoSuchReleaseSet.class,
        NoSuchNotice.class,
        NoSuchAssignment.class,
        NoSuchFile.class
    })
    ProblemDetail notFound(RuntimeException e) {
        return ProblemType.NOT_FOUND.detail(message(e));
    }

    @ExceptionHandler({Taken.class, ProposalSettled.class, NoticeSettled.class, InAnotherSet.class})
    ProblemDetail taken(RuntimeException e) {
        return ProblemType.TAKEN.detail(message(e));
    }

    @ExceptionHandler({NoSuchDocument.class, NoSuchRevision.class})
    ProblemDetail noSuchDocument(RuntimeException e) {
        return ProblemType.NOT_FOUND.detail(message(e));
    }

    @ExceptionHandler(NotPublic.class)
    ProblemDetail notPublic(NotPublic e) {
        return ProblemType.NOT_FOUND.detail(message(e));
    }

    @ExceptionHandler(DocumentWithdrawn.class)
    ProblemDetail withdrawn(DocumentWithdrawn e) {
        ProblemDetail problem = ProblemType.WITHDRAWN.detail(message(e));
        problem.setProperty("reason", e.reason());
        problem.setProperty("replacedBy", e.replacedBy());
        return problem;
    }

    @ExceptionHandler(ChangesForgotten.class)
    ProblemDetail changesForgotten(ChangesForgotten e) {
        return ProblemType.CHANGES_FORGOTTEN.detail(message(e));
    }

    @ExceptionHandler(NothingReleased.class)
    ResponseEntity<ProblemDetail> nothingReleased(NothingReleased e) {
        return ResponseEntity.status(ProblemType.UNAVAILABLE.status())
                .header(HttpHeaders.RETRY_AFTER, "60")
                .body(ProblemType.UNAVAILABLE.detail(message(e)));
    }

    @ExceptionHandler(VerbRefused.class)
    ProblemDetail verbRefused(VerbRefused e) {
        ProblemType type = e.conflict() ? ProblemType.ILLEGAL_TRANSITION : ProblemType.NOT_ALLOWED;
        ProblemDetail problem = type.detail(message(e));
        problem.setProperty("refusal", e.refusal());
        return problem;
    }

    @ExceptionHandler({ProposalOvertaken.class, StaleReleaseSet.class, AboutChanged.class})
    ProblemDetail overtaken(RuntimeException e) {
        return ProblemType.STALE_VERSION.detail(message(e));
    }

    @ExceptionHandler(FileInUse.class)
    ProblemDetail fileInUse(FileInUse e) {
        ProblemDetail problem = ProblemType.IN_USE.detail(message(e));
        problem.setProperty("uses", e.uses());
        return problem;
    }

    @ExceptionHandler(StaleVersion.class)
    ProblemDetail stale(StaleVersion e) {
        return stale(e, e.last());
    }

    @ExceptionHandler(ContentChanged.class)
    ProblemDetail contentChanged(ContentChanged e) {
        return stale(e, e.last());
    }

    @ExceptionHandler(PreconditionRequired.class)
    ProblemDetail preconditionRequired(PreconditionRequired e) {
        return ProblemType.PRECONDITION_REQUIRED.detail(message(e));
    }

    @ExceptionHandler(RevisionErased.class)
    ProblemDetail erased(RevisionErased e) {
        return ProblemType.ERASED.detail(message(e));
    }

    @ExceptionHandler({ReleaseSetSettled.class, BeingErased.class})
    ProblemDetail settled(RuntimeException e) {
        return ProblemType.ILLEGAL_TRANSITION.detail(message(e));
    }

    @ExceptionHandler(AssignmentRefused.class)
    ProblemDetail assignmentRefused(AssignmentRefused e) {
        return refused(e, e.why(), e.why() == AssignmentRefused.Why.STALE, e.why().conflict());
    }

    @ExceptionHandler(SummaryRefused.class)
    ProblemDetail summaryRefused(SummaryRefused e) {
        return refused(e, e.why(), e.why() == SummaryRefused.Why.STALE, e.why().conflict());
    }

    private ProblemDetail refused(
            RuntimeException e, Enum<?> why, boolean stale, boolean conflict) {
        ProblemType type =
                stale
                        ? ProblemType.STALE_VERSION
                        : conflict ? ProblemType.ILLEGAL_TRANSITION : ProblemType.RULE_BROKEN;
        ProblemDetail problem = type.detail(message(e));
        problem.setProperty("refusal", why);
        return problem;
    }

    @ExceptionHandler(ReportRefused.class)
    ProblemDetail reportRefused(ReportRefused e) {
        return (e.why() == ReportRefused.Why.STALE
                        ? ProblemType.STALE_VERSION
                        : ProblemType.RULE_BROKEN)
                .detail(message(e));
    }

    @ExceptionHandler(ContentRefused.class)
    ProblemDetail contentRefused(ContentRefused e) {
        ProblemDetail problem = ProblemType.RULE_BROKEN.detail(message(e));
        problem.setProperty("rules", e.shortcomings());
        return problem;
    }

    @ExceptionHandler(AuthenticationException.class)
    ResponseEntity<ProblemDetail> notSignedIn() {
        return unauthorized(
                ProblemType.NOT_SIGNED_IN.detail(
                        "This needs a bearer token that is good now; POST /api/v1/tokens issues one"));
    }

    @ExceptionHandler(WrongCredentials.class)
    ResponseEntity<ProblemDetail> wrongCredentials(WrongCredentials e) {
        return unauthorized(ProblemType.WRONG_CREDENTIALS.detail(message(e)));
    }

    @ExceptionHandler(SignInLocked.class)
    ResponseEntity<ProblemDetail> locked(SignInLocked e) {
        return ResponseEntity.status(ProblemType.SIGN_IN_LOCKED.status())
                .header(HttpHeaders.RETRY_AFTER, Long.toString(e.remaining().toSeconds() + 1))
                .body(ProblemType.SIGN_IN_LOCKED.detail(message(e)));
    }

    /** Values guard their constructors with this exception, and say in it what they want. */
    @ExceptionHandler(IllegalArgumentException.class)
    ProblemDetail malformed(IllegalArgumentException e) {
        log.debug("Refused a value", e);
        return ProblemType.MALFORMED.detail(message(e));
    }

    /** An address whose escapes are no UTF-8. */
    @ExceptionHandler(InvalidParameterException.class)
    ProblemDetail undecodable() {
        return ProblemType.MALFORMED.detail("The address is not UTF-8, percent-encoded");
    }

    /** PostgreSQL keeps every text but one with U+0000, which no one types. */
    @ExceptionHandler(DataIntegrityViolationException.class)
    ProblemDetail refusedByTheDatabase(DataIntegrityViolationException e) {
        return e.getMostSpecificCause() instanceof SQLException cause
                        && NOT_IN_A_TEXT.equals(cause.getSQLState())
                ? ProblemType.MALFORMED.detail("A text cannot hold the character U+0000")
                : failed(e);
    }

    /** No connection to the database became free in time; nothing was changed. */
    @ExceptionHandler(CannotCreateTransactionException.class)
    ResponseEntity<ProblemDetail> busy(CannotCreateTransactionException e) {
        log.warn("No connection to the database: {}", e.getMessage());
        return ResponseEntity.status(ProblemType.UNAVAILABLE.status())
                .header(HttpHeaders.RETRY_AFTER, "5")
                .body(
                        ProblemType.UNAVAILABLE.detail(
                                "The server is too busy and changed nothing; try again in some seconds"));
    }

    /** The file was not taken, and may be sent again. */
    @ExceptionHandler(ScannerAway.class)
    ResponseEntity<ProblemDetail> notJudged(ScannerAway e) {
        log.warn("{}", e.getMessage());
        return ResponseEntity.status(ProblemType.UNAVAILABLE.status())
                .header(HttpHeaders.RETRY_AFTER, "60")
                .body(ProblemType.UNAVAILABLE.detail(message(e)));
    }

    /** A paper that cannot be had as PDF. */
    @ExceptionHandler(NoPdf.class)
    ProblemDetail noPdf(NoPdf e) {
        log.warn("{}", e.getMessage());
        return ProblemType.UNAVAILABLE.detail(message(e));
    }

    @ExceptionHandler(Exception.class)
    ProblemDetail failed(Exception e) {
        log.error("A request failed", e);
        return ProblemType.FAILED.detail("The request failed; the log of the server says why");
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        Throwable cause = e.getMostSpecificCause();
        String detail =
                cause instanceof IllegalArgumentException && cause.getMessage() != null
                        ? cause.getMessage()
                        : "The body is not the JSON that this operation reads";
        return handleExceptionInternal(
                e, ProblemType.MALFORMED.detail(detail), headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException e,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        String detail =
                e.getFieldErrors().stream()
                        .map(error -> error.getField() + " " + error.getDefaultMessage())
                        .sorted()
                        .collect(Collectors.joining("; "));
        return handleExceptionInternal(
                e, ProblemType.MALFORMED.detail(detail), headers, status, request);
    }

    /** A change that names no version; any other header is malformed. */
    @Override
    protected @Nullable ResponseEntity<Object> handleServletRequestBindingException(
            ServletRequestBindingException e,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        if (e instanceof MissingRequestHeaderException missing
                && missing.getHeaderName().equals(HttpHeaders.IF_MATCH)) {
            ProblemType type = ProblemType.PRECONDITION_REQUIRED;
            return handleExceptionInternal(
                    e,
                    type.detail(
                            "If-Match: send the ETag that you read, or * for whatever there is"),
                    headers,
                    type.status(),
                    request);
        }
        return super.handleServletRequestBindingException(e, headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception e,
            @Nullable Object body,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        if (body instanceof ProblemDetail problem && !ours(problem)) {
            problem.setType(ProblemType.of(status.value()).uri());
        }
        return super.handleExceptionInternal(e, body, headers, status, request);
    }

    private static ProblemDetail stale(Exception e, @Nullable LastChange last) {
        ProblemDetail problem = ProblemType.STALE_VERSION.detail(message(e));
        if (last != null) {
            problem.setProperty(
                    "changedBy", Map.of("account", last.account(), "name", last.name()));
            problem.setProperty("changedAt", last.at());
            problem.setProperty("version", last.version().toString());
        }
        return problem;
    }

    private static boolean ours(ProblemDetail problem) {
        return problem.getType() != null && "urn".equals(problem.getType().getScheme());
    }

    private static ResponseEntity<ProblemDetail> unauthorized(ProblemDetail problem) {
        return ResponseEntity.status(problem.getStatus())
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .body(problem);
    }

    private static String message(Exception e) {
        return java.util.Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
    }
}
