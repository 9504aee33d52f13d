package dev.faultline.playbook;

/**
 * A figure and what it must be, such as {@code max(duration) > 5s}.
 *
 * @param aggregate the figure
 * @param comparison what it must be
 */
public record Measure(Aggregate aggregate, Comparison comparison) {
    static Measure parse(String text) {
        int close = text.indexOf(')') + 1;
        return new Measure(Aggregate.parse(text.substring(0, close)), Comparison.parse(text.substring(close)));
    }

    @Override
    public String toString() {
        return aggregate + " " + comparison;
    }
}
