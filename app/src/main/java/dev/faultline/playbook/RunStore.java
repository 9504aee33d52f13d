package dev.faultline.playbook;

import dev.faultline.store.Case;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** The runs that a case keeps, so that they can be resumed, reported and judged. */
public final class RunStore {
    private static final String COUNT = "playbook.runs";
    private static final String RUN = "playbook.run.";
    private static final JsonFactory JSON = new JsonFactory();

    private final Case kept;
    private final Clock clock;

    /** The runs of this case. */
    public RunStore(Case kept, Clock clock) {
        this.kept = kept;
        this.clock = clock;
    }

    /**
     * A run with what a person put into it.
     *
     * @param answers by step
     * @param overrides by step
     * @param outcome {@code right} or {@code wrong} once someone knows; empty before
     */
    public record Stored(Run run, Map<String, String> answers, Map<String, Run.Decision> overrides, String outcome) {
        /** Copies the maps. */
        public Stored {
            answers = Map.copyOf(answers);
            overrides = Map.copyOf(overrides);
        }
    }

    /** How many runs there are; they count from 1. */
    public int count() throws IOException {
        return Integer.parseInt(kept.setting(COUNT).orElse("0"));
    }

    /** The run as it was kept, as JSON. */
    public Optional<String> json(int number) throws IOException {
        return kept.setting(RUN + number);
    }

    /** A run as it was kept, to go on with. */
    public Optional<KeptRun> resume(int number) throws IOException {
        Optional<String> json = json(number);
        return json.isPresent() ? Optional.of(KeptRun.read(number, json.get())) : Optional.empty();
    }

    /** All runs, the oldest first. */
    public List<KeptRun> kept() throws IOException {
        List<KeptRun> runs = new ArrayList<>();
        int count = count();
        for (int number = 1; number <= count; number++) {
            resume(number).ifPresent(runs::add);
        }
        return runs;
    }

    /** Keeps a run under a new number, or in place of the one that it resumes, and says so in the audit trail. */
    public int save(Stored stored, int resumed) throws IOException {
        int number = resumed > 0 ? resumed : count() + 1;
        kept.setting(RUN + number, document(stored));
        kept.setting(COUNT, Integer.toString(Math.max(number, count())));
        Map<String, String> details = new LinkedHashMap<>();
        details.put("run", Integer.toString(number));
        details.put("playbook", stored.run().playbook());
        details.put("version", Integer.toString(stored.run().version()));
        details.put("verdict", stored.run().verdict());
        details.put("cause", String.valueOf(stored.run().cause()));
        stored.overrides()
                .forEach((step, override) ->
                        details.put("override " + step, override.meaning() + ": " + override.reason()));
        if (!stored.outcome().isEmpty()) {
            details.put("outcome", stored.outcome());
        }
        kept.audit("playbook", details);
        return number;
    }

    private String document(Stored stored) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeStringProperty("saved", clock.instant().toString());
            json.writeStringProperty("outcome", stored.outcome());
            json.writeObjectPropertyStart("answers");
            stored.answers().forEach(json::writeStringProperty);
            json.writeEndObject();
            json.writeObjectPropertyStart("overrides");
            stored.overrides().forEach((step, override) -> {
                json.writeObjectPropertyStart(step);
                json.writeStringProperty("meaning", override.meaning());
                json.writeStringProperty("reason", override.reason());
                json.writeEndObject();
            });
            json.writeEndObject();
            RunJson.write(json, stored.run());
            json.writeEndObject();
        }
        return text.toString();
    }

    /** All runs as JSON, the oldest first. */
    public List<String> all() throws IOException {
        List<String> runs = new ArrayList<>();
        int count = count();
        for (int number = 1; number <= count; number++) {
            json(number).ifPresent(runs::add);
        }
        return runs;
    }
}
