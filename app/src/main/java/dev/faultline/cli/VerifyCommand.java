package dev.faultline.cli;

import dev.faultline.analysis.verify.FixMoment;
import dev.faultline.analysis.verify.FixQuestion;
import dev.faultline.analysis.verify.JudgedBy;
import dev.faultline.analysis.verify.KeptVerdict;
import dev.faultline.analysis.verify.Signature;
import dev.faultline.analysis.verify.Verdict;
import dev.faultline.analysis.verify.Verification;
import dev.faultline.query.QuerySyntaxException;
import dev.faultline.store.Case;
import dev.faultline.store.CaseReader;
import dev.faultline.text.JsonOutput;
import dev.faultline.text.SafeText;
import dev.faultline.text.VerdictJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Judges a fix. */
@Command(
        name = "verify",
        description = {
            "Whether the failure is gone since the fix: fixed, not fixed, or not enough evidence.",
            "Exit code 0 only for fixed."
        })
final class VerifyCommand implements Callable<Integer> {
    @Mixin
    CaseOption target = new CaseOption();

    @Option(
            names = "--fix",
            paramLabel = "T|COMMIT",
            description = "When the fix was deployed, or the commit that is the fix; not needed with --staging or"
                    + " --canary.")
    @Nullable
    String fix;

    @Option(
            names = "--failure",
            paramLabel = "QUERY",
            description = "Finds the failures; the failure's own signature where absent.")
    @Nullable
    String failure;

    @Option(names = "--exposure", paramLabel = "QUERY", description = "Finds the traffic that would have failed.")
    @Nullable
    String exposure;

    @Option(
            names = "--over",
            paramLabel = "D",
            description = "How long after the fix to look, such as 30m; to the end where absent.")
    @Nullable
    String over;

    @Option(
            names = "--confidence",
            paramLabel = "C",
            defaultValue = "0.95",
            description = "How sure fixed is to be; default 0.95.")
    double confidence = 0.95;

    @Option(
            names = "--staging",
            paramLabel = "CASE",
            description =
                    "Judge by this case instead of what follows the fix: evidence of a staging system or a canary.")
    @Nullable
    Path staging;

    @Option(
            names = "--canary",
            paramLabel = "QUERY",
            description = "Judge by this part of the case's traffic since the onset, such as that of the new version.")
    @Nullable
    String canary;

    @Option(
            names = "--keep",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Keep the verdict in the case, dated, for the report; --no-keep only says it.")
    boolean keep = true;

    @Mixin
    OutputOption output = new OutputOption();

    @Override
    public Integer call() throws IOException {
        if (confidence <= 0 || confidence >= 1) {
            throw new CommandException(ExitCode.USAGE, "--confidence is a share between 0 and 1, such as 0.95");
        }
        if (failure == null != (exposure == null)) {
            throw new CommandException(ExitCode.USAGE, "--failure and --exposure go together: a share needs both");
        }
        if (staging != null && canary != null) {
            throw new CommandException(ExitCode.USAGE, "judge by --staging or by --canary, not by both");
        }
        if (fix == null && by() == JudgedBy.PRODUCTION) {
            throw new CommandException(ExitCode.USAGE, "since when is it fixed? Give --fix T or --fix COMMIT");
        }
        Verification found;
        FixMoment moment;
        try (Case open = target.openForReading()) {
            CaseReader reader = open.reader();
            moment = moment(reader);
            found = verify(reader, moment);
        } catch (QuerySyntaxException problem) {
            throw new CommandException(
                    ExitCode.USAGE, "the query is wrong at column " + problem.column() + ": " + problem.getMessage());
        }
        if (keep) {
            keep(found, moment);
        }
        if (output.json || output.jsonLines) {
            JsonOutput.document(System.out, json -> VerdictJson.write(json, found, moment, by()));
        } else {
            print(found, moment);
        }
        return found.verdict() == Verdict.FIXED ? ExitCode.DONE : ExitCode.NO;
    }

    private JudgedBy by() {
        return staging != null ? JudgedBy.STAGING : canary != null ? JudgedBy.CANARY : JudgedBy.PRODUCTION;
    }

    /** A case that another process writes, or that lies where nothing can be written, still gets its verdict said. */
    private void keep(Verification found, FixMoment moment) {
        try (Case open = target.openForWriting()) {
            KeptVerdict.keep(open.board(), found, moment, by());
        } catch (IOException notKept) {
            System.err.println("the verdict was not kept: " + SafeText.line(String.valueOf(notKept.getMessage())));
        }
    }

    private FixMoment moment(CaseReader reader) throws IOException {
        if (fix == null) {
            return FixQuestion.notDeployed(reader, () -> false);
        }
        Optional<FixMoment> commit = FixMoment.ofCommit(reader, fix);
        return commit.isPresent() ? commit.get() : FixMoment.ofTime(reader, TimeArgument.parse(fix, reader));
    }

    private Verification verify(CaseReader reader, FixMoment moment) throws IOException, QuerySyntaxException {
        FixQuestion question = new FixQuestion(
                failure == null || exposure == null ? null : new Signature(failure, exposure),
                by(),
                canary == null ? "" : canary,
                over == null ? Long.MAX_VALUE : DurationArgument.parse(over),
                confidence);
        if (staging == null) {
            return answer(question, reader, moment, null);
        }
        CaseOption other = new CaseOption();
        other.folder = staging;
        try (Case second = other.openForReading()) {
            return answer(question, reader, moment, second.reader());
        }
    }

    private static Verification answer(
            FixQuestion question, CaseReader reader, FixMoment moment, @Nullable CaseReader other)
            throws IOException, QuerySyntaxException {
        return question.answer(reader, moment, other, () -> false)
                .orElseThrow(() -> new CommandException(
                        ExitCode.USAGE,
                        "no failure stands out before the fix; say what failed with --failure and --exposure"));
    }

    private void print(Verification found, FixMoment moment) {
        System.out.println(found.verdict().label().replace('-', ' '));
        System.out.println("  " + SafeText.line(found.sentence()));
        System.out.println("  fix: " + SafeText.line(moment.how()));
        System.out.println("  failures: " + SafeText.line(found.signature().failure()));
        System.out.println("  traffic:  " + SafeText.line(found.signature().exposure()));
        if (by().isBeforeDeploy()) {
            System.out.println("  would this have caught it? " + SafeText.line(by().caught(found.verdict())));
        }
        System.out.printf(
                Locale.ROOT,
                "  %,d deployments or releases between onset and fix%n",
                moment.redeploys(found.before().from()));
        found.events().forEach(id -> System.out.println("  #" + id));
    }
}
