package dev.faultline.store;

import java.io.IOException;

/** Another process writes the case; it can still be opened for reading. */
public final class CaseInUseException extends IOException {
    private static final long serialVersionUID = 1L;

    /** Says who holds it, in words for a person: "in use by …". */
    public CaseInUseException(String message) {
        super(message);
    }
}
