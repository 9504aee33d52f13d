package dev.faultline.cli;

import dev.faultline.query.Facet;
import dev.faultline.store.Case;
import dev.faultline.text.JsonOutput;
import dev.faultline.text.SafeText;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Counts the values of a field. */
@Command(
        name = "facets",
        customSynopsis = "faultline facets --case=CASE FIELD [QUERY] [--limit=N] [--from=T] [--to=T] [--json]",
        description = "Counts events by the values of a field, such as service or attributes.host.name.")
final class FacetsCommand implements Callable<Integer> {
    @Mixin
    CaseOption target = new CaseOption();

    @Mixin
    QueryOption query = new QueryOption();

    @Mixin
    OutputOption output = new OutputOption();

    @Option(names = "--limit", paramLabel = "N", defaultValue = "100", description = "At most N values; default 100.")
    int limit = 100;

    @Override
    public Integer call() throws IOException {
        try (Case open = target.openForReading()) {
            if (query.words.isEmpty()) {
                throw new CommandException(ExitCode.USAGE, "which field? Try: faultline facets --case CASE service");
            }
            String field = query.words.getFirst();
            query.words = query.words.subList(1, query.words.size());
            Facet facet;
            try {
                facet = Facet.of(query.search(open.reader()), field, limit, () -> false);
            } catch (IllegalArgumentException unknownField) {
                throw new CommandException(ExitCode.USAGE, String.valueOf(unknownField.getMessage()));
            }
            print(facet);
            return ExitCode.DONE;
        }
    }

    private void print(Facet facet) {
        if (output.json || output.jsonLines) {
            JsonOutput.document(System.out, json -> {
                json.writeStringProperty("field", facet.field());
                json.writeNumberProperty("total", facet.total());
                json.writeNumberProperty("distinct", facet.distinct());
                json.writeArrayPropertyStart("values");
                for (Facet.Value value : facet.values()) {
                    json.writeStartObject();
                    json.writeStringProperty("value", value.value());
                    json.writeNumberProperty("count", value.count());
                    json.writeEndObject();
                }
                json.writeEndArray();
            });
            return;
        }
        facet.values().forEach(value -> System.out.printf("%,12d  %s%n", value.count(), SafeText.line(value.value())));
        System.err.printf("%,d of %,d values, %,d events%n", facet.values().size(), facet.distinct(), facet.total());
    }
}
