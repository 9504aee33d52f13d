package dev.faultline.playbook.yaml;

/** A place in a file, both from 1. */
public record Mark(int line, int column) {
    /** Where a file begins. */
    public static final Mark START = new Mark(1, 1);

    @Override
    public String toString() {
        return line + ":" + column;
    }
}
