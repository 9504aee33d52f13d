package dev.faultline.importers.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.importers.Reading;
import dev.faultline.model.Event;
import dev.faultline.model.Kind;
import dev.faultline.model.Severity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class KubernetesResourcesTest {
    private static final String POD = """
            {"metadata":{"name":"payment-6f9c8d7b5d-x2x4z","namespace":"shop","creationTimestamp":"2026-11-20T02:00:00Z"},
             "spec":{"nodeName":"node-1","containers":[{"name":"payment","image":"registry/payment:1.4.2"}]},
             "status":{
               "conditions":[{"type":"Ready","status":"False","reason":"ContainersNotReady",
                              "lastTransitionTime":"2026-11-20T03:10:02Z"}],
               "containerStatuses":[{"name":"payment","restartCount":7,
                 "lastState":{"terminated":{"exitCode":137,"reason":"OOMKilled","finishedAt":"2026-11-20T03:10:01Z"}},
                 "state":{"waiting":{"reason":"CrashLoopBackOff","message":"back-off 5m0s"}}}]}}
            """;

    @Test
    void aListOfPodsSaysWhyContainersEnded() throws IOException {
        Reading read = Reading.ofText(list("Pod", POD), "k8s-resources");

        Event ended = event(read, "OOMKilled");
        assertThat(ended.message())
                .isEqualTo("Container payment of Pod shop/payment-6f9c8d7b5d-x2x4z ended: OOMKilled, exit code 137,"
                        + " restarted 7 times");
        assertThat(ended.severity()).isEqualTo(Severity.ERROR);
        assertThat(ended.service()).isEqualTo("payment");
        assertThat(event(read, "CrashLoopBackOff").message()).endsWith("back-off 5m0s");
        assertThat(event(read, "ContainersNotReady").severity()).isEqualTo(Severity.WARN);
        assertThat(event(read, "Created").message()).endsWith("created, image registry/payment:1.4.2");
        assertThat(read.issues()).isEmpty();
    }

    @Test
    void aNewReplicaSetIsADeploy() throws IOException {
        String set = """
                {"metadata":{"name":"payment-6f9c8d7b5d","namespace":"shop","creationTimestamp":"2026-11-20T02:00:00Z"},
                 "spec":{"template":{"spec":{"containers":[{"image":"registry/payment:1.4.2"}]}}}}
                """;

        Reading read = Reading.ofText(list("ReplicaSet", set), "k8s-resources");

        assertThat(read.events).hasSize(1);
        assertThat(read.events.getFirst().kind()).isEqualTo(Kind.CHANGE);
        assertThat(read.events.getFirst().service()).isEqualTo("payment");
    }

    @Test
    void anEmptyListHasNoEventsAndNoProblems() throws IOException {
        Reading read = Reading.ofText(list("CronJob", ""), "k8s-resources");

        assertThat(read.events).isEmpty();
        assertThat(read.issues()).isEmpty();
    }

    @Test
    void aWatchGivesTheObjectsWithin() throws IOException {
        String pod = POD.replace('\n', ' ').replaceFirst("\\{", "{\"kind\":\"Pod\",\"apiVersion\":\"v1\",");
        String watch = "{\"type\":\"MODIFIED\",\"object\":" + pod + "}\n";

        Reading read = Reading.ofText(watch + watch, "k8s-resources");

        assertThat(new KubernetesResources().recognises(Reading.head(watch.getBytes(StandardCharsets.UTF_8), false)))
                .isGreaterThan(0.9);
        assertThat(read.events)
                .filteredOn(event -> "OOMKilled".equals(event.name()))
                .hasSize(2);
    }

    @Test
    void eventsOfKubernetesAreNotTakenForResources() throws IOException {
        byte[] events = Reading.sample("changes/k8s/events-image-pull-fail.json");

        assertThat(new KubernetesResources().recognises(Reading.head(events, false)))
                .isLessThan(new KubernetesEvents().recognises(Reading.head(events, false)));
    }

    private static Event event(Reading read, String name) {
        return read.events.stream()
                .filter(event -> name.equals(event.name()))
                .findFirst()
                .orElseThrow();
    }

    private static String list(String kind, String items) {
        return "{\"kind\":\"" + kind
                + "List\",\"apiVersion\":\"v1\",\"metadata\":{\"resourceVersion\":\"1\"},\"items\":[" + items + "]}";
    }
}
