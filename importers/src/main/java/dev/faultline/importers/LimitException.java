package dev.faultline.importers;

import dev.faultline.model.IssueCode;
import java.io.IOException;

/** An input went beyond a limit; what came before it is good. */
public final class LimitException extends IOException {
    private static final long serialVersionUID = 1L;

    private final IssueCode code;

    LimitException(IssueCode code, String message) {
        super(message);
        this.code = code;
    }

    /** What kind of limit it was. */
    public IssueCode code() {
        return code;
    }
}
