package dev.faultline.importers.change;

import dev.faultline.importers.Head;
import dev.faultline.importers.Input;
import dev.faultline.importers.tree.HeadKeys;
import dev.faultline.importers.tree.Json;
import dev.faultline.importers.tree.JsonElements;
import dev.faultline.importers.tree.YamlElements;
import dev.faultline.model.IssueCode;
import dev.faultline.store.EventSink;
import java.io.IOException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Objects of Kubernetes, whether written as JSON or as YAML, alone, in lists or one after the other. */
final class KubernetesDocuments {
    private static final Pattern LIST_KIND =
            Pattern.compile("(?:\"kind\"\\s{0,20}:\\s{0,20}\"|(?m:^)kind:[ ]{1,20}\"?)([A-Za-z]{1,80})List\\b");
    private static final Pattern KIND = Pattern.compile("(?m)^(?:- |[ ]{0,8})kind: *\\S");
    private static final Pattern VERSION = Pattern.compile("(?m)^(?:[ ]{0,4}- |[ ]{0,8})apiVersion: *\\S");
    private static final Pattern METADATA = Pattern.compile("(?m)^(?:- |[ ]{0,8})metadata: *(?:$|\\{)");
    private static final Pattern ABOUT =
            Pattern.compile("(?m)^(?:[ ]{0,4}- |[ ]{0,8})(?:involvedObject|regarding): *$");
    private static final Pattern REASON = Pattern.compile("(?m)^[ ]{0,8}reason: *\\S");

    private KubernetesDocuments() {}

    /** Whether the head begins an object of Kubernetes, or a list of them, as YAML. */
    static boolean isYaml(Head head) {
        if (!YamlElements.looksLikeYaml(head)) {
            return false;
        }
        String text = head.text();
        // In a long list the kind of the list, and even that of its first element, may stand behind the head. A whole
        // document that has a kind and no metadata is a tool's configuration.
        return VERSION.matcher(text).find()
                && (METADATA.matcher(text).find()
                        || !head.complete() && KIND.matcher(text).find());
    }

    /** Whether what the head begins, as YAML, are events. */
    static boolean isYamlOfEvents(Head head) {
        return isYaml(head)
                && ABOUT.matcher(head.text()).find()
                && REASON.matcher(head.text()).find();
    }

    /** Gives each object to the sink as the events that it is or that it tells of. */
    static void read(Input input, EventSink sink) throws IOException {
        String kind = listKind(input.head());
        if (isYaml(input.head())) {
            new YamlElements(sink, element -> take(element, kind, sink)).read(input);
        } else {
            boolean list = HeadKeys.of(input.head()).has("items");
            Set<String> paths = list ? Set.of("items[]") : Set.of("", "[]");
            new JsonElements(sink, paths, (element, path) -> take(element, list ? kind : null, sink)).read(input);
        }
    }

    private static @Nullable String listKind(Head head) {
        Matcher matcher = LIST_KIND.matcher(head.text());
        return matcher.find() ? matcher.group(1) : null;
    }

    private static void take(Json.Members element, @Nullable String listKind, EventSink sink) {
        Json.Span place = element.span();
        Json object = element.at("object").isEmpty() ? element : element.at("object");
        Json about = object.at("involvedObject").isEmpty() ? object.at("regarding") : object.at("involvedObject");
        String own = object.at("kind").word();
        if (!about.isEmpty()) {
            KubernetesEvents.event(object, about, place, sink);
        } else if ("Event".equals(own)) {
            sink.reject(
                    IssueCode.NOT_A_RECORD,
                    "an event that is about no object",
                    place.offset(),
                    place.length(),
                    place.line());
        } else if (object.at("metadata").isEmpty()) {
            sink.reject(
                    IssueCode.NOT_A_RECORD, "an object without metadata", place.offset(), place.length(), place.line());
        } else {
            String kind = own != null ? own : listKind != null ? listKind : "Object";
            new KubernetesObject(object, kind, place, sink).read();
        }
    }
}
