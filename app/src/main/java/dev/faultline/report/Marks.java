package dev.faultline.report;

import java.util.Optional;

/** What is said beside a sentence that no event shows. */
final class Marks {
    private Marks() {}

    static Optional<String> of(Sentence sentence) {
        return switch (sentence.basis()) {
            case EVIDENCE ->
                sentence.events().isEmpty() && sentence.query().isEmpty()
                        ? Optional.of("not evidenced")
                        : Optional.empty();
            case CASE -> Optional.empty();
            case SAID -> Optional.of("not evidenced: somebody said so");
        };
    }
}
