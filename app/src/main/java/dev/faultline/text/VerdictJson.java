package dev.faultline.text;

import dev.faultline.analysis.verify.FixMoment;
import dev.faultline.analysis.verify.JudgedBy;
import dev.faultline.analysis.verify.Verification;
import dev.faultline.model.Timestamps;
import tools.jackson.core.JsonGenerator;

/** The verdict on a fix as JSON. */
public final class VerdictJson {
    private VerdictJson() {}

    /** The members of the document. */
    public static void write(JsonGenerator json, Verification found, FixMoment moment, JudgedBy by) {
        json.writeStringProperty("verdict", found.verdict().label());
        json.writeStringProperty("text", found.sentence());
        json.writeStringProperty("judged_by", by.label());
        if (by.isBeforeDeploy()) {
            json.writeStringProperty("would_have_caught_it", by.caught(found.verdict()));
        }
        json.writeStringProperty("fix", Timestamps.format(moment.time()));
        json.writeStringProperty("fix_by", moment.how());
        json.writeStringProperty("failure", found.signature().failure());
        json.writeStringProperty("exposure", found.signature().exposure());
        SuspectsJson.range(json, "before", found.before());
        SuspectsJson.range(json, "after", found.after());
        json.writeNumberProperty("failures_before", found.failuresBefore());
        json.writeNumberProperty("exposure_before", found.exposureBefore());
        json.writeNumberProperty("failures_after", found.failuresAfter());
        json.writeNumberProperty("exposure_after", found.exposureAfter());
        if (found.needed() != Long.MAX_VALUE) {
            json.writeNumberProperty("exposure_needed", found.needed());
        }
        found.enoughAt().ifPresent(time -> json.writeStringProperty("enough_at", Timestamps.format(time)));
        json.writeNumberProperty("confidence", found.confidence());
        json.writeNumberProperty("redeploys", moment.redeploys(found.before().from()));
        json.writeArrayPropertyStart("events");
        found.events().forEach(id -> json.writeString(id.toString()));
        json.writeEndArray();
    }
}
