package dev.faultline.cli;

import dev.faultline.playbook.KeptRun;
import dev.faultline.playbook.Library;
import dev.faultline.playbook.Matcher;
import dev.faultline.playbook.Offer;
import dev.faultline.playbook.Playbook;
import dev.faultline.playbook.Run;
import dev.faultline.playbook.RunJson;
import dev.faultline.playbook.RunStore;
import dev.faultline.playbook.Runner;
import dev.faultline.store.Case;
import dev.faultline.text.JsonOutput;
import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Walks a playbook over the evidence. */
@Command(name = "run", description = "Runs a playbook step by step against a case; the case keeps the run.")
final class PlaybookRunCommand implements Callable<Integer> {
    @Mixin
    CaseOption target = new CaseOption();

    @Mixin
    LibraryOption library = new LibraryOption();

    @Mixin
    OutputOption output = new OutputOption();

    @Parameters(paramLabel = "NAME", arity = "0..1", description = "The playbook, by name, id or file.")
    @Nullable
    String name;

    @Option(names = "--set", paramLabel = "NAME=VALUE", description = "A parameter, such as service=orders.")
    Map<String, String> values = Map.of();

    @Option(names = "--onset", paramLabel = "T", description = "When it began; else what the match says.")
    @Nullable
    String onset;

    @Option(names = "--fix", paramLabel = "T", description = "When it was fixed: then the fix is verified too.")
    @Nullable
    String fix;

    @Option(names = "--answer", paramLabel = "STEP=WORDS", description = "The answer to a question to a person.")
    Map<String, String> answers = Map.of();

    @Option(
            names = "--override",
            paramLabel = "STEP=CAUSE:REASON",
            description = "Decide a step otherwise than the evidence, with the reason; unknown is a cause too.")
    Map<String, String> overrides = Map.of();

    @Option(names = "--resume", paramLabel = "N", description = "Go on with a run that the case keeps.")
    int resume;

    @Option(names = "--outcome", paramLabel = "right|wrong", description = "Whether the playbook was right.")
    String outcome = "";

    @Option(names = "--no-save", description = "Leave the case as it is.")
    boolean noSave;

    @Option(names = "--list", description = "The runs that the case keeps.")
    boolean list;

    @Override
    public Integer call() throws IOException {
        if (!outcome.isEmpty() && !outcome.equals("right") && !outcome.equals("wrong")) {
            throw new CommandException(ExitCode.USAGE, "--outcome is right or wrong");
        }
        try (Case open = noSave || list ? target.openForReading() : target.openForWriting()) {
            RunStore store = new RunStore(open, Clock.systemUTC());
            if (list) {
                // Kept runs may quote evidence; what could steer a terminal is escaped in them already.
                store.all().forEach(run -> System.out.println(dev.faultline.text.SafeText.line(run)));
                return ExitCode.DONE;
            }
            run(open, store);
            return ExitCode.DONE;
        }
    }

    private void run(Case open, RunStore store) throws IOException {
        Map<String, String> allAnswers = new LinkedHashMap<>();
        Map<String, Run.Decision> allOverrides = new LinkedHashMap<>();
        String wanted = name;
        String judged = outcome;
        if (resume > 0) {
            KeptRun resumed = store.resume(resume)
                    .orElseThrow(() -> new CommandException(ExitCode.USAGE, "the case keeps no run " + resume));
            allAnswers.putAll(resumed.answers());
            allOverrides.putAll(resumed.overrides());
            wanted = wanted == null ? resumed.playbook() : wanted;
            judged = judged.isEmpty() ? resumed.outcome() : judged;
        }
        if (wanted == null) {
            throw new CommandException(ExitCode.USAGE, "which playbook? See: faultline playbook match --case CASE");
        }
        allAnswers.putAll(answers);
        overrides.forEach((step, text) -> allOverrides.put(step, override(text)));
        Library.Entry entry = library.require(wanted);
        Matcher matcher = new Matcher(open.reader(), () -> false);
        Offer offer = matcher.match(Objects.requireNonNull(entry.playbook()), entry.exceptions(), true);
        requireSteps(entry, allAnswers, allOverrides);
        Long began = onset == null ? null : (Long) TimeArgument.parse(onset, open.reader());
        Long fixed = fix == null ? null : (Long) TimeArgument.parse(fix, open.reader());
        for (String parameter : values.keySet()) {
            boolean captured = offer.playbook().steps().stream()
                    .anyMatch(step -> step.capture().containsKey(parameter));
            if (!captured && !offer.playbook().parameters().containsKey(parameter)) {
                throw new CommandException(ExitCode.USAGE, entry.name() + " has no parameter " + parameter);
            }
        }
        Run run = new Runner(matcher, offer, values, began, fixed, allAnswers, allOverrides).run();
        int number = noSave ? 0 : store.save(new RunStore.Stored(run, allAnswers, allOverrides, judged), resume);
        print(run, number);
    }

    private static Run.Decision override(String text) {
        int colon = text.indexOf(':');
        if (colon < 1 || text.substring(colon + 1).isBlank()) {
            throw new CommandException(ExitCode.USAGE, "an override needs its reason: --override STEP=CAUSE:REASON");
        }
        return new Run.Decision(
                text.substring(0, colon), text.substring(colon + 1).strip());
    }

    private static void requireSteps(
            Library.Entry entry, Map<String, String> answers, Map<String, Run.Decision> overrides) {
        Playbook playbook = Objects.requireNonNull(entry.playbook());
        overrides.forEach((step, decision) -> requireCause(playbook, step, decision.meaning()));
        for (Map<String, ?> given : java.util.List.of(answers, overrides)) {
            for (String step : given.keySet()) {
                if (playbook.step(step).isEmpty()) {
                    throw new CommandException(ExitCode.USAGE, entry.name() + " has no step " + step);
                }
            }
        }
    }

    private static void requireCause(Playbook playbook, String step, String meaning) {
        boolean said = playbook.step(step).stream()
                .flatMap(each -> each.answers().stream())
                .anyMatch(answer -> answer.say().equals(meaning));
        if (!said && !meaning.equals("unknown") && !playbook.causes().containsKey(meaning)) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "the playbook has no cause " + meaning + "; there are "
                            + String.join(", ", playbook.causes().keySet()) + " and unknown");
        }
    }

    private void print(Run run, int number) {
        if (output.json || output.jsonLines) {
            JsonOutput.document(System.out, json -> {
                if (number > 0) {
                    json.writeNumberProperty("run", number);
                }
                RunJson.write(json, run);
            });
            return;
        }
        System.out.println(PlaybookText.run(run));
        if (number > 0) {
            System.err.println("kept as run " + number);
        }
    }
}
