package dev.faultline.importers;

import dev.faultline.model.Event;
import dev.faultline.model.Issue;
import dev.faultline.model.Source;
import dev.faultline.model.Timestamps;
import dev.faultline.store.Block;
import dev.faultline.store.Case;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What a case holds of one source after its import, in the order of the source. */
record Imported(Source source, List<Event> events, List<Issue> issues) {
    static Imported text(Path folder, String name, String content) throws IOException {
        return file(folder, Files.writeString(folder.resolve(name), content));
    }

    static Imported file(Path folder, Path file) throws IOException {
        Path place = Files.createTempDirectory(folder, "case").resolve("case");
        try (Case made = Case.create(place, "imported")) {
            SourceReport report = Import.run(
                            made, List.of(file), ImportOptions.DEFAULT, ImportListener.NONE, () -> false)
                    .sources()
                    .getFirst();
            List<Event> events = new ArrayList<>();
            for (Block block : made.reader().blocks()) {
                for (int row = 0; row < block.size(); row++) {
                    events.add(block.event(row));
                }
            }
            events.sort(Comparator.comparingLong(event -> event.location().offset()));
            return new Imported(report.source(), events, report.issues());
        }
    }

    /** The event whose message begins so. */
    Event event(String message) {
        return events.stream()
                .filter(event -> event.message().startsWith(message))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no event \"" + message + "\" among "
                        + events.stream().map(Event::message).limit(20).toList()));
    }

    /** When the events were, as the program writes times. */
    List<String> times() {
        return events.stream().map(event -> Timestamps.format(event.time())).toList();
    }
}
