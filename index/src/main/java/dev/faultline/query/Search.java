package dev.faultline.query;

import dev.faultline.model.TimeRange;
import dev.faultline.store.CaseReader;
import java.io.IOException;
import java.util.function.BooleanSupplier;

/** Finds events. */
public final class Search {
    private Search() {}

    /**
     * All events of the case that the query finds in the range; exact.
     *
     * @param cancelled asked often; true ends the search with a {@link java.util.concurrent.CancellationException}
     * @throws QueryLimitException where the query would cost more than its limits allow
     */
    public static Hits run(CaseReader reader, Query query, TimeRange range, BooleanSupplier cancelled)
            throws IOException {
        throw new UnsupportedOperationException();
    }
}
