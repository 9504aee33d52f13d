package dev.faultline.playbook;

import dev.faultline.model.TimeRange;
import dev.faultline.query.TimeExpression;
import dev.faultline.store.Case;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Runs the tests that playbooks carry, on real cases in a folder of its own, and mutants of what is tested. */
public final class Tests implements AutoCloseable {
    private final EvidenceLoader loader;
    private final Path work;
    private final Map<String, Case> cases = new HashMap<>();
    private final Map<String, Inquiry> inquiries = new HashMap<>();

    /** Works in a temporary folder that is gone when this is closed. */
    public Tests(EvidenceLoader loader) throws IOException {
        this.loader = loader;
        this.work = Files.createTempDirectory("faultline-playbook-test");
    }

    /** Runs all tests of a playbook; {@code mutate} asks which mutants they would not notice. */
    public TestReport run(Library.Entry entry, boolean mutate) throws IOException {
        Playbook playbook = Objects.requireNonNull(entry.file().playbook());
        List<TestReport.Result> results = new ArrayList<>();
        Set<String> hit = new LinkedHashSet<>();
        for (Playbook.TestCase test : playbook.tests()) {
            try {
                results.add(new TestReport.Result(test.name(), failures(entry, playbook, test, hit)));
            } catch (IOException unreadable) {
                results.add(new TestReport.Result(test.name(), List.of(String.valueOf(unreadable.getMessage()))));
            }
        }
        List<String> unhit = playbook.indicators().stream()
                .map(Indicator::id)
                .filter(id -> !hit.contains(id))
                .toList();
        if (playbook.status() == Playbook.Status.REVIEWED && !unhit.isEmpty()) {
            String failure =
                    "no test hits " + String.join(", ", unhit) + "; a reviewed playbook has a test for every sign";
            results.add(new TestReport.Result("every sign is hit", List.of(failure)));
        }
        boolean sound = results.stream().allMatch(TestReport.Result::passed);
        List<String> survivors = new ArrayList<>();
        int mutants = mutate && sound ? mutate(entry, playbook, survivors) : 0;
        closeCases();
        return new TestReport(entry.name(), results, unhit, survivors, mutants);
    }

    /** What is otherwise than the test expects. */
    private List<String> failures(
            Library.Entry entry, Playbook playbook, Playbook.TestCase test, @Nullable Set<String> hit)
            throws IOException {
        Inquiry inquiry = inquiry(entry, test);
        Matcher matcher = new Matcher(inquiry);
        Offer offer = matcher.match(playbook, List.of(), true);
        if (hit != null) {
            offer.signs().stream()
                    .filter(sign -> sign.truth() == Truth.HOLDS)
                    .forEach(sign -> hit.add(sign.indicator().id()));
        }
        List<String> failures = new ArrayList<>();
        if (test.match() != null && test.match() != offer.truth()) {
            failures.add("match is " + offer.truth().label() + " (" + offer.reason() + signs(offer) + "), expected "
                    + test.match().label());
        }
        compareRun(test, run(playbook, test, matcher, offer), failures);
        return failures;
    }

    private static String signs(Offer offer) {
        StringBuilder text = new StringBuilder();
        offer.signs().forEach(sign -> text.append("; ")
                .append(sign.indicator().id())
                .append(' ')
                .append(sign.truth().label())
                .append(": ")
                .append(sign.reason()));
        return text.toString();
    }

    private static Run run(Playbook playbook, Playbook.TestCase test, Matcher matcher, Offer offer) throws IOException {
        TimeRange range = matcher.inquiry().reader().range().orElse(new TimeRange(0, 0));
        Long onset = test.onset() == null ? null : (Long) TimeExpression.parse(test.onset(), range);
        Long fix = test.fix() == null ? null : (Long) TimeExpression.parse(test.fix(), range);
        if (fix == null && !test.fixes().isEmpty()) {
            fix = Runner.fixTime(matcher.inquiry(), playbook.fixChecks().getFirst(), offer.values())
                    .orElse(null);
        }
        return new Runner(matcher, offer, Map.of(), onset, fix, test.answers(), Map.of()).run();
    }

    private static void compareRun(Playbook.TestCase test, Run run, List<String> failures) {
        if (test.path() != null && !test.path().equals(run.path())) {
            failures.add("the path is " + String.join(" → ", run.path()) + ", expected "
                    + String.join(" → ", test.path()) + sentences(run));
        }
        if (test.cause() != null && !test.cause().equals(run.cause())) {
            failures.add(
                    "the cause is " + (run.cause() == null ? run.verdict() + " (" + run.reason() + ")" : run.cause())
                            + ", expected " + test.cause() + sentences(run));
        }
        if (test.verdict() != null && !test.verdict().equals(run.verdict())) {
            failures.add("the verdict is " + run.verdict() + " (" + run.reason() + "), expected " + test.verdict()
                    + sentences(run));
        }
        test.fixes().forEach((check, expected) -> {
            FixVerdict verdict = run.fixes().stream()
                    .filter(each -> each.check().equals(check))
                    .findFirst()
                    .orElse(new FixVerdict(check, "not checked", "no time of a fix is known", List.of()));
            if (!verdict.verdict().equals(expected)) {
                failures.add(check + " is " + verdict.verdict() + " (" + verdict.reason() + "), expected " + expected);
            }
        });
    }

    private static String sentences(Run run) {
        StringBuilder text = new StringBuilder();
        run.steps()
                .forEach(step ->
                        text.append("; ").append(step.step()).append(": ").append(step.sentence()));
        return text.toString();
    }

    /** The evidence of a test as a case; kept while tests of the same playbook run. */
    private Inquiry inquiry(Library.Entry entry, Playbook.TestCase test) throws IOException {
        String key = String.join("\n", test.evidence());
        Inquiry known = inquiries.get(key);
        if (known == null) {
            Path folder = work.resolve("case-" + entry.name() + "-" + cases.size());
            Case made = Case.create(folder, "test");
            cases.put(key, made);
            for (String name : test.evidence()) {
                loader.load(made, evidence(entry, name));
            }
            if (made.reader().events() == 0) {
                throw new IOException("the evidence " + String.join(", ", test.evidence()) + " holds no event");
            }
            known = new Inquiry(made.reader(), () -> false);
            inquiries.put(key, known);
        }
        return known;
    }

    private Path evidence(Library.Entry entry, String name) throws IOException {
        Path folder = entry.folder();
        if (folder != null) {
            // A folder named . is empty once it is normalised, and nothing begins with that.
            Path home = folder.toAbsolutePath().normalize();
            Path file = home.resolve(name).normalize();
            if (!file.startsWith(home) || !Files.isRegularFile(file)) {
                throw new IOException("the evidence " + name + " does not lie beside the playbook");
            }
            return file;
        }
        String text = Library.resource(name)
                .orElseThrow(() -> new IOException("the program brings no evidence " + name + " along"));
        Path file = work.resolve(entry.name() + "-" + name.replace('/', '-'));
        return Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    private int mutate(Library.Entry entry, Playbook playbook, List<String> survivors) throws IOException {
        List<Mutant> mutants = Mutant.of(playbook);
        for (Mutant mutant : mutants) {
            if (!isNoticed(entry, playbook, mutant)) {
                survivors.add(mutant.name());
            }
        }
        return mutants.size();
    }

    private boolean isNoticed(Library.Entry entry, Playbook playbook, Mutant mutant) throws IOException {
        for (Playbook.TestCase test : playbook.tests()) {
            Inquiry inquiry = inquiry(entry, test);
            String shifted = mutant.shifted();
            if (shifted != null) {
                inquiry.shift(shifted, mutant.shift());
            }
            boolean failed = !failures(entry, mutant.playbook(), test, null).isEmpty();
            if (shifted != null) {
                inquiry.shift(shifted, 0);
            }
            if (failed) {
                return true;
            }
        }
        return false;
    }

    private void closeCases() throws IOException {
        inquiries.clear();
        for (Case each : cases.values()) {
            each.close();
        }
        cases.clear();
    }

    @Override
    public void close() throws IOException {
        closeCases();
        try (Stream<Path> files = Files.walk(work)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
