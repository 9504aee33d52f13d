package dev.faultline.model;

import org.jspecify.annotations.Nullable;

/**
 * One call on a stack.
 *
 * @param function what was called, with its class or module as the language writes it, such as
 *     {@code shop.Payment.averageDiscount}
 * @param file source file as written, without a guess at its folder
 * @param line line in the file, from 1; 0 where unknown
 * @param module jar, package or library, where the text names one
 * @param inApp whether the frame belongs to the application rather than to a library or the run-time
 */
public record Frame(
        String function,
        @Nullable String file,
        int line,
        @Nullable String module,
        boolean inApp) {
    @Override
    public String toString() {
        if (file == null) {
            return function;
        }
        return function + "(" + file + (line > 0 ? ":" + line : "") + ")";
    }
}
