package dev.faultline.cli;

import dev.faultline.importers.Import;
import dev.faultline.importers.ImportListener;
import dev.faultline.importers.ImportOptions;
import dev.faultline.model.TimeRange;
import dev.faultline.query.Hits;
import dev.faultline.query.Query;
import dev.faultline.query.QueryLimitException;
import dev.faultline.query.QueryParser;
import dev.faultline.query.QuerySyntaxException;
import dev.faultline.query.Search;
import dev.faultline.store.Case;
import dev.faultline.store.CaseReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks hostile queries of a case of its own: each is answered, refused or stopped in time. For the project's checks. */
@Command(name = "queries", description = "Asks hostile queries of a generated case.", hidden = true)
final class QueriesCommand implements Callable<Integer> {
    private static final long LONGEST_NANOS = 2_000_000_000L;
    private static final long FIRST_MILLIS = 1_767_225_600_000L;

    @Option(names = "--events", paramLabel = "N", description = "How many events the case has.")
    int events = 200_000;

    @Option(names = "--report", paramLabel = "FILE", required = true, description = "Write the answers as JSON.")
    Path report = Path.of("");

    @Parameters(paramLabel = "FILE", description = "One JSON object a line: name, query.")
    Path file = Path.of("");

    @Override
    public Integer call() throws IOException {
        ProbeFile probe = ProbeFile.read(file);
        Path work = Files.createTempDirectory("faultline-queries");
        try {
            Path log = log(work.resolve("events.log"));
            try (Case target = Case.create(work.resolve("case"), "queries")) {
                Import.run(target, List.of(log), ImportOptions.DEFAULT, ImportListener.NONE, () -> false);
                CaseReader reader = target.reader();
                probe.answer(question -> answer(reader, question));
            }
        } finally {
            delete(work);
        }
        probe.report(report);
        return ExitCode.DONE;
    }

    private static String answer(CaseReader reader, Map<String, String> question)
            throws IOException, ProbeFile.Refusal {
        long end = System.nanoTime() + LONGEST_NANOS;
        try {
            Query query = QueryParser.parse(question.getOrDefault("query", ""));
            Hits hits = Search.run(reader, query, TimeRange.ALL, () -> System.nanoTime() - end > 0);
            return hits.count() + " events";
        } catch (QuerySyntaxException | QueryLimitException refused) {
            throw new ProbeFile.Refusal(String.valueOf(refused.getMessage()));
        }
    }

    private Path log(Path log) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(log)) {
            for (int i = 0; i < events; i++) {
                out.write(Instant.ofEpochMilli(FIRST_MILLIS + i).toString());
                out.write(" INFO  [main] c.e.Shop - order " + i + " taken from abababab-" + i % 977 + " t" + i % 101
                        + "\n");
            }
        }
        return log;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }
}
