package dev.faultline.playbook;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;

/**
 * How a playbook did in the cases that kept runs of it: which help, which mislead.
 *
 * @param playbook its id
 * @param title its title in the latest run
 * @param runs how many runs were kept
 * @param causes how many of them named a cause
 * @param right how many a person said were right
 * @param wrong how many a person said were wrong; of the others nobody has said yet
 */
public record TrackRecord(String playbook, String title, long runs, long causes, long right, long wrong) {
    /** Of these runs, the most used playbook first. */
    public static List<TrackRecord> of(Collection<KeptRun> runs) {
        Map<String, List<KeptRun>> each =
                runs.stream().collect(Collectors.groupingBy(KeptRun::playbook, TreeMap::new, Collectors.toList()));
        return each.entrySet().stream()
                .map(entry -> of(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong(TrackRecord::runs).reversed())
                .toList();
    }

    private static TrackRecord of(String playbook, List<KeptRun> runs) {
        KeptRun latest = runs.stream().max(Comparator.comparing(KeptRun::saved)).orElseThrow();
        return new TrackRecord(
                playbook,
                latest.title(),
                runs.size(),
                runs.stream().filter(run -> run.cause() != null).count(),
                runs.stream().filter(run -> run.outcome().equals("right")).count(),
                runs.stream().filter(run -> run.outcome().equals("wrong")).count());
    }

    /** A list of them as a member of a JSON object. */
    public static void write(JsonGenerator json, List<TrackRecord> records) {
        json.writeArrayPropertyStart("playbooks");
        for (TrackRecord record : records) {
            json.writeStartObject();
            json.writeStringProperty("id", record.playbook());
            json.writeStringProperty("title", record.title());
            json.writeNumberProperty("runs", record.runs());
            json.writeNumberProperty("causes", record.causes());
            json.writeNumberProperty("right", record.right());
            json.writeNumberProperty("wrong", record.wrong());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
