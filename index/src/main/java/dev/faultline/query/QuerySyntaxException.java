package dev.faultline.query;

/** A query that cannot be understood, with the place where it went wrong. */
public final class QuerySyntaxException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int column;

    /** The column counts characters from 1; the message says what was expected, in words for a person. */
    public QuerySyntaxException(int column, String message) {
        super(message);
        this.column = column;
    }

    /** Where it went wrong, in characters from 1. */
    public int column() {
        return column;
    }
}
