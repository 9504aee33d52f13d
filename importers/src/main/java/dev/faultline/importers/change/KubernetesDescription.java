package dev.faultline.importers.change;

import dev.faultline.importers.Head;
import dev.faultline.importers.Input;
import dev.faultline.importers.Line;
import dev.faultline.importers.Lines;
import dev.faultline.importers.NamelessService;
import dev.faultline.store.EventSink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * What {@code kubectl describe} prints of pods and other objects, one or several: when it was created, how its containers
 * ended and began, and the table of its events. What these say is as in {@code k8s-resources} and {@code k8s-events}.
 *
 * <p>Traps: the events say how long ago they were, not when: the file is taken to be written when they were printed, so their
 * times are marked as assumed, while a container's have a date and a zone; conditions have no times; {@code 4s (x3 over
 * 10m)} folds repeats; a message may go on over several lines. No sample; shape from kubectl.
 */
public final class KubernetesDescription implements NamelessService {
    private static final Pattern NAME = Pattern.compile("Name: {2,}\\S+");
    private static final Pattern SECTION = Pattern.compile(
            "(?m)^(?:Namespace|Labels|Annotations|Node|Start Time|CreationTimestamp|Containers|Conditions|Events): *");
    private static final int SECTIONS = 3;

    @Override
    public String format() {
        return "k8s-description";
    }

    @Override
    public double recognises(Head head) {
        if (head.binary()) {
            return 0;
        }
        String text = head.text();
        String first = text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
        return NAME.matcher(first.stripTrailing()).matches()
                        && SECTION.matcher(text).results().limit(SECTIONS).count() == SECTIONS
                ? 0.96
                : 0;
    }

    @Override
    public void read(Input input, EventSink sink) throws IOException {
        Lines lines = input.lines(sink);
        DescribedObject object = new DescribedObject(sink, input.context().modified());
        while (lines.next() && !sink.cancelled()) {
            Line line = lines.line();
            String text =
                    new String(line.buffer, line.from, line.to - line.from, StandardCharsets.UTF_8).stripTrailing();
            if (NAME.matcher(text).matches()) {
                object.finish();
                object = new DescribedObject(sink, input.context().modified());
            }
            object.take(text, line);
        }
        object.finish();
    }
}
