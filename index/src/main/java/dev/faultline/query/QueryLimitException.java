package dev.faultline.query;

import java.io.IOException;

/** A query that was understood but would cost too much; says which limit it met. */
public final class QueryLimitException extends IOException {
    private static final long serialVersionUID = 1L;

    /** The limit, in words for a person. */
    public QueryLimitException(String message) {
        super(message);
    }
}
