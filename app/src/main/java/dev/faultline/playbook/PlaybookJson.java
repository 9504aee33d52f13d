package dev.faultline.playbook;

import dev.faultline.playbook.yaml.Problem;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/** Offers, runs, tests and problems for a program: properties inside an object that the caller opened. */
public final class PlaybookJson {
    private PlaybookJson() {}

    /** Where a file is wrong, as an object of its own. */
    public static void problem(JsonGenerator json, String path, Problem problem) {
        json.writeStartObject();
        json.writeStringProperty("code", problem.code().name());
        json.writeStringProperty("path", path);
        json.writeNumberProperty("line", problem.mark().line());
        json.writeNumberProperty("column", problem.mark().column());
        json.writeNumberProperty("count", 1);
        json.writeStringProperty("detail", problem.detail());
        json.writeEndObject();
    }

    /** A file of the library. */
    public static void entry(JsonGenerator json, Library.Entry entry) {
        json.writeStringProperty("name", entry.name());
        json.writeStringProperty("origin", entry.origin());
        Playbook playbook = entry.file().playbook();
        if (playbook != null) {
            json.writeStringProperty("id", playbook.id());
            json.writeStringProperty("title", playbook.title());
            json.writeNumberProperty("version", playbook.version());
            json.writeStringProperty("status", label(playbook.status().name()));
            json.writeStringProperty("level", playbook.level());
            json.writeNumberProperty("indicators", playbook.indicators().size());
            json.writeNumberProperty("steps", playbook.steps().size());
            json.writeNumberProperty("tests", playbook.tests().size());
            JsonParts.strings(json, "tags", playbook.tags());
        }
        JsonParts.text(json, "hidden_by", entry.hiddenBy());
        json.writeArrayPropertyStart("problems");
        entry.file().problems().forEach(problem -> problem(json, entry.origin(), problem));
        json.writeEndArray();
    }

    private static String label(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What the evidence says to a playbook. */
    public static void offer(JsonGenerator json, String name, Offer offer) {
        json.writeStringProperty("name", name);
        json.writeStringProperty("id", offer.playbook().id());
        json.writeStringProperty("title", offer.playbook().title());
        json.writeStringProperty("match", offer.truth().label());
        json.writeNumberProperty("score", offer.score());
        json.writeNumberProperty("at_least", offer.playbook().atLeast());
        json.writeNumberProperty("possible", offer.possible());
        json.writeNumberProperty("unknown", offer.unknown());
        json.writeStringProperty("reason", offer.reason());
        JsonParts.values(json, offer.values());
        JsonParts.time(json, "onset", offer.onset());
        json.writeArrayPropertyStart("indicators");
        for (Sign sign : offer.signs()) {
            json.writeStartObject();
            json.writeStringProperty("id", sign.indicator().id());
            json.writeStringProperty("truth", sign.truth().label());
            json.writeNumberProperty("weight", sign.indicator().weight());
            json.writeBooleanProperty("required", sign.indicator().required());
            json.writeNumberProperty("count", sign.count());
            json.writeStringProperty("query", sign.indicator().query().text());
            json.writeStringProperty("reason", sign.reason());
            JsonParts.ids(json, sign.events());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** How the tests of a playbook went. */
    public static void tests(JsonGenerator json, TestReport report) {
        json.writeStringProperty("name", report.name());
        json.writeBooleanProperty("passed", report.passed());
        json.writeArrayPropertyStart("tests");
        for (TestReport.Result result : report.results()) {
            json.writeStartObject();
            json.writeStringProperty("name", result.test());
            json.writeBooleanProperty("passed", result.passed());
            JsonParts.strings(json, "failures", result.failures());
            json.writeEndObject();
        }
        json.writeEndArray();
        JsonParts.strings(json, "indicators_without_a_hit", report.unhit());
        json.writeNumberProperty("mutants", report.mutants());
        JsonParts.strings(json, "survivors", report.survivors());
    }
}
