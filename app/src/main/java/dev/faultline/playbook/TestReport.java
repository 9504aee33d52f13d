package dev.faultline.playbook;

import java.util.List;

/**
 * What a playbook's tests say.
 *
 * @param name the file's name
 * @param results of its tests, in order
 * @param unhit indicators that no test hits
 * @param survivors mutants that no test notices; empty where none were made
 * @param mutants how many mutants were made
 */
public record TestReport(String name, List<Result> results, List<String> unhit, List<String> survivors, int mutants) {
    /** Copies the lists. */
    public TestReport {
        results = List.copyOf(results);
        unhit = List.copyOf(unhit);
        survivors = List.copyOf(survivors);
    }

    /** A test and what it found otherwise than expected. */
    public record Result(String test, List<String> failures) {
        /** Copies the failures. */
        public Result {
            failures = List.copyOf(failures);
        }

        /** Whether all was as expected. */
        public boolean passed() {
            return failures.isEmpty();
        }
    }

    /** Whether all tests pass. */
    public boolean passed() {
        return results.stream().allMatch(Result::passed);
    }
}
