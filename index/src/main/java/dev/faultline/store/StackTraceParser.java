package dev.faultline.store;

import dev.faultline.model.StackTrace;

/** Reads a stack trace from its text. A format's knowledge, so the importers bring it along with the text. */
@FunctionalInterface
public interface StackTraceParser {
    /** Never fails: text that is no stack trace gives one without frames. Keeps the text in the result. */
    StackTrace parse(String text);
}
