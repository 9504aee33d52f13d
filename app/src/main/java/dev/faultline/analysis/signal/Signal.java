package dev.faultline.analysis.signal;

/** The kinds of evidence; parts of a score are one of each. */
public enum Signal {
    /** The order of log statements or calls inside a span changed. */
    STRUCTURE,
    /** Time is lost between a call and the work that it asked for. */
    HOP,
    /** A processor or memory is busier. */
    RESOURCE,
    /** Spans fail that have no failing child. */
    FAILURE,
    /** An exception is new or more frequent. */
    EXCEPTION,
    /** Warnings or errors of a template are new or more frequent. */
    PATTERN,
    /** Spans spend more time in themselves. */
    SELF_TIME
}
