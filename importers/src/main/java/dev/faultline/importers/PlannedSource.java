package dev.faultline.importers;

import dev.faultline.model.Event;
import dev.faultline.model.TimeQuality;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an import would do with one file or archive member, from a look at its beginning.
 *
 * @param path path or member name
 * @param container path of its archive; null for a plain file
 * @param bytes length; -1 where not known
 * @param format the detected format; null where none fits: then it is kept as an attachment without events
 * @param confidence how sure, 0 to 1
 * @param runnerUp the next best format; null without one
 * @param charset character set
 * @param timeQuality how much of their times the sampled events say; null without events
 * @param samples the first events, at most five
 * @param zone the zone that times without one get; null for UTC
 * @param include whether it will be imported
 * @param note one sentence for a person where there is something to say
 */
public record PlannedSource(
        String path,
        @Nullable String container,
        long bytes,
        @Nullable String format,
        double confidence,
        @Nullable String runnerUp,
        String charset,
        @Nullable TimeQuality timeQuality,
        List<Event> samples,
        @Nullable ZoneId zone,
        boolean include,
        @Nullable String note) {
    /** Copies the samples. */
    public PlannedSource {
        samples = List.copyOf(samples);
    }

    /** The same for the same thing in a plan and in the import that follows it. */
    String key() {
        return container + "!" + path;
    }

    /** The same source read as another format; null keeps its bytes and makes no events. */
    public PlannedSource withFormat(@Nullable String other) {
        return new PlannedSource(
                path, container, bytes, other, 1, runnerUp, charset, timeQuality, samples, zone, include, note);
    }

    /** The same source with another zone for times that name none. */
    public PlannedSource withZone(ZoneId other) {
        return new PlannedSource(
                path,
                container,
                bytes,
                format,
                confidence,
                runnerUp,
                charset,
                timeQuality,
                samples,
                other,
                include,
                note);
    }

    /** The same source, to be imported or not. */
    public PlannedSource withInclude(boolean other) {
        return new PlannedSource(
                path, container, bytes, format, confidence, runnerUp, charset, timeQuality, samples, zone, other, note);
    }
}
