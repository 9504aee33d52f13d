package dev.faultline.report;

/** Told what of a report is being made, by whatever thread makes it. */
@FunctionalInterface
public interface ReportProgress {
    /** Tells nobody. */
    ReportProgress SILENT = (part, done, all) -> {};

    /** The parts that take their time, in their order. */
    enum Part {
        /** What may explain the incident. */
        SUSPECTS,
        /** The moments that matter. */
        MOMENTS,
        /** What can be counted. */
        COUNTS,
        /** The hashes taken anew, told in bytes. */
        CUSTODY,
        /** The quoted events. */
        EVIDENCE
    }

    /** A part is being made; {@code all} is 0 where nobody knows how much there is. */
    void making(Part part, long done, long all);
}
