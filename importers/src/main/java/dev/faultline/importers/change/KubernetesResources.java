package dev.faultline.importers.change;

import dev.faultline.importers.Head;
import dev.faultline.importers.Input;
import dev.faultline.importers.NamelessService;
import dev.faultline.importers.tree.HeadKeys;
import dev.faultline.importers.tree.Json;
import dev.faultline.importers.tree.JsonElements;
import dev.faultline.model.IssueCode;
import dev.faultline.store.EventSink;
import java.io.IOException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Objects of Kubernetes as {@code kubectl get pods -o json} and support bundles hold them: a list of a kind or of several,
 * one alone, or as a watch gives them. An object says what happened to it and when: its creation, the start and end of its
 * containers, its conditions; each of these becomes an event. Specified by the Kubernetes API reference, "ObjectMeta",
 * "ContainerStatus" and "Condition". Argo CD's applications also say what they deployed.
 *
 * <p>Traps: the objects of a list may have no kind of their own, only the list has one; {@code lastState} holds the end
 * that made a container restart, and only the last; a container that waits has no time of its own; a replica set is made
 * for each new template of its deployment, so its creation is a deploy; a condition is bad when it is true or when it is
 * false, by its type; a list may be empty, then it has no events. Sample: {@code logs/archives/support-bundle.tar.gz}.
 */
public final class KubernetesResources implements NamelessService {
    private static final Pattern LIST_KIND = Pattern.compile("\"kind\"\\s{0,20}:\\s{0,20}\"([A-Za-z]{1,80})List\"");

    @Override
    public String format() {
        return "k8s-resources";
    }

    @Override
    public double recognises(Head head) {
        HeadKeys keys = HeadKeys.of(head);
        boolean list = keys.hasAll("items", "metadata")
                && (keys.hasAll("kind", "apiVersion") || keys.has("items[].metadata.creationTimestamp"));
        boolean single = keys.hasAll("kind", "apiVersion") && keys.has("metadata.name");
        boolean watched = keys.hasAll("type", "object.kind", "object.apiVersion", "object.metadata.name");
        return list || single || watched ? 0.95 : 0;
    }

    @Override
    public void read(Input input, EventSink sink) throws IOException {
        boolean list = HeadKeys.of(input.head()).has("items");
        Set<String> paths = list ? Set.of("items[]") : Set.of("", "[]");
        String kind = list ? listKind(input.head()) : null;
        new JsonElements(sink, paths, (element, path) -> object(element, kind, sink)).read(input);
    }

    private static @Nullable String listKind(Head head) {
        Matcher matcher = LIST_KIND.matcher(head.text());
        return matcher.find() ? matcher.group(1) : null;
    }

    private static void object(Json.Members element, @Nullable String listKind, EventSink sink) {
        Json.Span place = element.span();
        Json object = element.at("object").isEmpty() ? element : element.at("object");
        if (object.at("metadata").isEmpty()) {
            sink.reject(
                    IssueCode.NOT_A_RECORD, "an object without metadata", place.offset(), place.length(), place.line());
            return;
        }
        String own = object.at("kind").word();
        String kind = own != null ? own : listKind != null ? listKind : "Object";
        new KubernetesObject(object, kind, place, sink).read();
    }
}
