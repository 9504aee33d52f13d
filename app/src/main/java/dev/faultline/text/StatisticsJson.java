package dev.faultline.text;

import dev.faultline.analysis.compare.Wilson;
import dev.faultline.analysis.stats.CaseFigures;
import dev.faultline.analysis.stats.Statistics;
import java.util.List;
import java.util.OptionalLong;
import tools.jackson.core.JsonGenerator;

/** Figures over cases as JSON; no rate without its denominator. */
public final class StatisticsJson {
    private StatisticsJson() {}

    /**
     * The members of the document.
     *
     * @param silent names of cases without an onset
     */
    public static void write(JsonGenerator json, Statistics statistics, List<String> silent) {
        json.writeNumberProperty("cases", statistics.cases().size());
        json.writeNumberProperty("without_onset", silent.size());
        json.writeNumberProperty("untraced", statistics.untraced());
        json.writeNumberProperty("confirmed", statistics.confirmed());
        json.writeArrayPropertyStart("by_author");
        for (Statistics.OfKind kind : statistics.kinds()) {
            json.writeStartObject();
            json.writeStringProperty("author", kind.author().label());
            json.writeNumberProperty("incidents", kind.incidents());
            json.writeNumberProperty("incidents_of", kind.allIncidents());
            ends(json, "share", kind.share());
            json.writeNumberProperty("commits", kind.commits());
            ends(json, "failure_rate", kind.failureRate());
            json.writeNumberProperty("lines", kind.lines());
            json.writeNumberProperty("lines_of", kind.allLines());
            ends(json, "per_line", kind.perLine());
            json.writeEndObject();
        }
        json.writeEndArray();
        median(json, "seconds_to_detect", statistics.toDetect());
        median(json, "seconds_to_mitigate", statistics.toMitigate());
        median(json, "seconds_to_verified_fix", statistics.toVerifiedFix());
        json.writeNumberProperty("redeploys", statistics.redeploys());
        json.writeNumberProperty("verified_fixes", statistics.fixes());
        if (statistics.fixes() > 0) {
            json.writeNumberProperty("redeploys_per_fix", (double) statistics.redeploys() / statistics.fixes());
        }
        json.writeArrayPropertyStart("by_case");
        for (CaseFigures one : statistics.cases()) {
            json.writeStartObject();
            json.writeStringProperty("case", one.name());
            if (one.traced() != null) {
                json.writeStringProperty("traced_to", one.traced().label());
                json.writeBooleanProperty("confirmed", one.confirmed());
            }
            seconds(json, "seconds_to_detect", one.toDetect());
            seconds(json, "seconds_to_mitigate", one.toMitigate());
            seconds(json, "seconds_to_verified_fix", one.toVerifiedFix());
            one.redeploys().ifPresent(count -> json.writeNumberProperty("redeploys", count));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void ends(JsonGenerator json, String name, Wilson share) {
        if (share.all() > 0) {
            json.writeNumberProperty(name, share.share());
            json.writeNumberProperty(name + "_from", share.from());
            json.writeNumberProperty(name + "_to", share.to());
        }
    }

    private static void seconds(JsonGenerator json, String name, OptionalLong nanos) {
        nanos.ifPresent(value -> json.writeNumberProperty(name, value / 1e9));
    }

    private static void median(JsonGenerator json, String name, Statistics.Median median) {
        json.writeObjectPropertyStart(name);
        seconds(json, "median", median.nanos());
        json.writeNumberProperty("cases", median.cases());
        json.writeEndObject();
    }
}
