package dev.faultline.analysis.verify;

import java.util.Locale;

/** Whose traffic a verdict rests on. */
public enum JudgedBy {
    /** All traffic since the fix runs. */
    PRODUCTION,
    /** The part of the same case's traffic that the new version got. */
    CANARY,
    /** The evidence of another system, before the deploy. */
    STAGING;

    /** The word that JSON and the window use. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether there was still time not to deploy. */
    public boolean isBeforeDeploy() {
        return this != PRODUCTION;
    }

    /** What the verdict means for "would this have caught it", where it was judged before the deploy. */
    public String caught(Verdict verdict) {
        return switch (verdict) {
            case NOT_FIXED -> "yes: the failure shows in the evidence of the " + label();
            case FIXED -> "no: the " + label() + " had enough such traffic, and none of it failed";
            case NOT_ENOUGH_EVIDENCE ->
                "not enough evidence: the " + label() + " had too little such traffic to show it";
        };
    }
}
