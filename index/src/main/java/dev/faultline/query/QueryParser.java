package dev.faultline.query;

/** Reads Faultline's query language: Lucene's classic syntax over the fields of an event. */
public final class QueryParser {
    private QueryParser() {}

    /**
     * The query that the text says; {@link Query.All} for a blank one.
     *
     * @throws QuerySyntaxException with the column, where it cannot be understood or exceeds a limit
     */
    public static Query parse(String text) throws QuerySyntaxException {
        throw new UnsupportedOperationException();
    }
}
