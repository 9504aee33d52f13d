package dev.faultline.store;

import java.io.IOException;

/** The folder is no case, a damaged one, or one that a newer version of Faultline wrote. */
public final class CaseFormatException extends IOException {
    private static final long serialVersionUID = 1L;

    /** Says what is wrong and what to do, in words for a person. */
    public CaseFormatException(String message) {
        super(message);
    }
}
