package dev.faultline.importers.change;

import dev.faultline.importers.Head;
import dev.faultline.importers.Input;
import dev.faultline.importers.NamelessService;
import dev.faultline.importers.tree.HeadKeys;
import dev.faultline.store.EventSink;
import java.io.IOException;

/**
 * Objects of Kubernetes as {@code kubectl get pods -o json} or {@code -o yaml} and support bundles hold them: a list of a kind or of several,
 * one alone, or as a watch gives them. An object says what happened to it and when: its creation, the start and end of its
 * containers, its conditions; each of these becomes an event. Specified by the Kubernetes API reference, "ObjectMeta",
 * "ContainerStatus" and "Condition". Argo CD's applications also say what they deployed.
 *
 * <p>Traps: the objects of a list may have no kind of their own, only the list has one; {@code lastState} holds the end
 * that made a container restart, and only the last; a container that waits has no time of its own; a replica set is made
 * for each new template of its deployment, so its creation is a deploy; a condition is bad when it is true or when it is
 * false, by its type; a list may be empty, then it has no events; YAML of many documents. Sample: {@code logs/archives/support-bundle.tar.gz}.
 */
public final class KubernetesResources implements NamelessService {
    @Override
    public String format() {
        return "k8s-resources";
    }

    @Override
    public double recognises(Head head) {
        HeadKeys keys = HeadKeys.of(head);
        boolean list = keys.hasAll("items", "metadata")
                && (keys.hasAll("kind", "apiVersion") || keys.has("items[].metadata.creationTimestamp"));
        // kubectl sorts the names: in a long list the head ends before its kind.
        boolean begun = keys.hasAll("apiVersion", "items", "items[].apiVersion", "items[].metadata");
        boolean single = keys.hasAll("kind", "apiVersion") && keys.has("metadata.name");
        boolean watched = keys.hasAll("type", "object.kind", "object.apiVersion", "object.metadata.name");
        return list || begun || single || watched || KubernetesDocuments.isYaml(head) ? 0.95 : 0;
    }

    @Override
    public void read(Input input, EventSink sink) throws IOException {
        KubernetesDocuments.read(input, sink);
    }
}
