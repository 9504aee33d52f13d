package dev.faultline.importers.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.importers.Formats;
import dev.faultline.importers.Importer;
import dev.faultline.importers.Reading;
import dev.faultline.model.Event;
import dev.faultline.model.IssueCode;
import dev.faultline.model.Severity;
import dev.faultline.model.TimeQuality;
import dev.faultline.model.Timestamps;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The objects of Kubernetes as people paste them: YAML, and what describe prints. */
class KubernetesYamlTest {
    private static final String EVENT_AS_JSON = """
            {"apiVersion":"v1","kind":"Event","count":3,"eventTime":null,"firstTimestamp":"2026-11-20T20:00:00Z",
             "involvedObject":{"kind":"Pod","name":"payment-6d4cf56db6-x7x2k","namespace":"shop"},
             "lastTimestamp":"2026-11-20T20:02:44Z","message":"Back-off restarting\\nfailed: container",
             "metadata":{"name":"payment.17","namespace":"shop","uid":"0815"},
             "reason":"BackOff","source":{"component":"kubelet","host":"node-1"},"type":"Warning"}
            """;
    private static final String EVENT_AS_YAML = """
            apiVersion: v1
            items:
            - apiVersion: v1
              count: 3
              eventTime: null
              firstTimestamp: "2026-11-20T20:00:00Z"
              involvedObject:
                kind: Pod
                name: payment-6d4cf56db6-x7x2k
                namespace: shop
              kind: Event
              lastTimestamp: "2026-11-20T20:02:44Z"
              message: |-
                Back-off restarting
                failed: container
              metadata:
                name: payment.17
                namespace: shop
                uid: "0815"
              reason: BackOff
              source:
                component: kubelet
                host: node-1
              type: Warning
            kind: List
            metadata:
              resourceVersion: ""
            """;
    private static final String POD = """
            apiVersion: v1
            kind: Pod
            metadata:
              creationTimestamp: "2026-11-20T19:00:00Z"
              name: payment-6d4cf56db6-x7x2k
              namespace: shop
            spec:
              containers:
              - image: shop/payment:1.7
                name: payment
            status:
              containerStatuses:
              - image: shop/payment:1.7
                lastState:
                  terminated:
                    exitCode: 137
                    finishedAt: "2026-11-20T20:02:44Z"
                    reason: OOMKilled
                name: payment
                restartCount: 3
            """;

    private static String detected(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return Formats.all().stream()
                .max((one, other) -> Double.compare(
                        one.recognises(Reading.head(bytes, false)), other.recognises(Reading.head(bytes, false))))
                .map(Importer::format)
                .orElseThrow();
    }

    @Test
    void anEventInYamlIsTheEventThatItIsInJson() throws IOException {
        assertThat(detected(EVENT_AS_YAML)).isEqualTo("k8s-events");
        Event json = Reading.ofText(EVENT_AS_JSON, "k8s-events").events.getFirst();
        assertThat(Reading.ofText(EVENT_AS_YAML, "k8s-events").events)
                .singleElement()
                .usingRecursiveComparison()
                .ignoringFields("location", "id")
                .isEqualTo(json);
    }

    @Test
    void theRawTextOfAnElementAreItsLines() throws IOException {
        Event event = Reading.ofText(EVENT_AS_YAML, "k8s-events").events.getFirst();
        int from = (int) event.location().offset();
        String raw = EVENT_AS_YAML.substring(from, from + event.location().length());
        assertThat(raw).startsWith("- apiVersion: v1").endsWith("type: Warning");
        assertThat(event.location().line()).isEqualTo(3);
    }

    @Test
    void documentsOfSeveralKindsAreEachWhatTheyAre() throws IOException {
        String all = "# kubectl get pod,events\n---\n" + POD + "---\n" + EVENT_AS_YAML;
        Reading reading = Reading.ofText(all, "k8s-resources");
        assertThat(reading.events).extracting(Event::name).containsExactlyInAnyOrder("Created", "OOMKilled", "BackOff");
        Event killed = reading.events.get(1);
        assertThat(killed.severity()).isEqualTo(Severity.ERROR);
        assertThat(killed.attributes().get("process.exit.code")).hasToString("137");
        assertThat(killed.service()).isEqualTo("payment");
        assertThat(reading.issues()).isEmpty();
    }

    @Test
    void oneBrokenElementCostsOnlyItself() throws IOException {
        String broken = EVENT_AS_YAML.replace("kind: List", "- apiVersion: [v1\nkind: List");
        Reading reading = Reading.ofText(broken, "k8s-events");
        assertThat(reading.events).hasSize(1);
        assertThat(reading.rejected).containsExactly(IssueCode.BAD_RECORD);
    }

    @Test
    void aliasesAreNotFollowedAndTagsNotObeyed() throws IOException {
        String laughs = POD.replace("namespace: shop", "namespace: &a shop\n  labels: {x: *a, y: !!java.net.URL [z]}");
        Reading reading = Reading.ofText(laughs, "k8s-resources");
        assertThat(reading.events).hasSize(2);
        assertThat(reading.reported).containsExactly(IssueCode.TOO_DEEP);
        assertThat(reading.events.getFirst().attributes().get("metadata.labels.x"))
                .hasToString("…cut");
    }

    @Test
    void depthIsBounded() throws IOException {
        String deep =
                POD.replace("namespace: shop", "namespace: shop\n  labels: " + "[".repeat(20_000) + "]".repeat(20_000));
        assertThat(Reading.ofText(deep, "k8s-resources").events).hasSize(2);
    }

    @Test
    void aLongListIsKnownByItsBeginningThoughItsKindStandsAtItsEnd() {
        String filler = "    note: " + "x".repeat(200) + "\n";
        String yaml = "apiVersion: v1\nitems:\n- apiVersion: v1\n  kind: Pod\n  metadata:\n" + filler.repeat(400);
        assertThat(detected(yaml)).isEqualTo("k8s-resources");
        String json =
                "{\"apiVersion\":\"v1\",\"items\":[{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"name\":\""
                        + "x".repeat(70_000);
        assertThat(detected(json)).isEqualTo("k8s-resources");
    }

    @Test
    void otherYamlIsNotClaimed() {
        assertThat(detected("services:\n  payment:\n    image: shop/payment\n")).isEqualTo("text");
        assertThat(detected(
                        "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n- shop.yaml\n"))
                .isEqualTo("text");
    }

    @Test
    void describeSaysHowAContainerEndedAndWhatHappened() throws IOException {
        String text = """
                Name:             payment-6d4cf56db6-x7x2k
                Namespace:        shop
                Priority:         0
                Node:             node-1/10.0.0.7
                Start Time:       Fri, 20 Nov 2026 19:00:00 +0000
                Labels:           app=payment
                Status:           Running
                Controlled By:    ReplicaSet/payment-6d4cf56db6
                Containers:
                  payment:
                    Container ID:   containerd://0815
                    Image:          shop/payment:1.7
                    State:          Waiting
                      Reason:       CrashLoopBackOff
                    Last State:     Terminated
                      Reason:       OOMKilled
                      Exit Code:    137
                      Started:      Fri, 20 Nov 2026 20:01:00 +0000
                      Finished:     Fri, 20 Nov 2026 20:02:44 +0000
                    Ready:          False
                    Restart Count:  3
                    Environment:
                      TIER:  legacy
                Conditions:
                  Type              Status
                  Ready             False
                QoS Class:                   Burstable
                Events:
                  Type     Reason   Age                 From     Message
                  ----     ------   ----                ----     -------
                  Warning  BackOff  66s (x12 over 10m)  kubelet  Back-off restarting failed container
                """;
        assertThat(detected(text)).isEqualTo("k8s-description");
        Reading reading = Reading.ofText(text, "k8s-description");
        Map<String, Event> events = reading.events.stream()
                .collect(java.util.stream.Collectors.toMap(event -> String.valueOf(event.name()), event -> event));
        assertThat(events.keySet()).isEqualTo(java.util.Set.of("Created", "OOMKilled", "CrashLoopBackOff", "BackOff"));
        Event killed = java.util.Objects.requireNonNull(events.get("OOMKilled"));
        assertThat(Timestamps.format(killed.time())).isEqualTo("2026-11-20T20:02:44.000000000Z");
        assertThat(killed.message())
                .isEqualTo("Container payment of Pod shop/payment-6d4cf56db6-x7x2k ended: OOMKilled, exit code 137,"
                        + " restarted 3 times");
        assertThat(killed.service()).isEqualTo("payment");
        Event backOff = java.util.Objects.requireNonNull(events.get("BackOff"));
        assertThat(backOff.timeQuality()).isEqualTo(TimeQuality.YEAR_ASSUMED);
        assertThat(List.of(
                        backOff.severity(), String.valueOf(backOff.attributes().get("k8s.event.count"))))
                .isEqualTo(List.of(Severity.WARN, "12"));
    }
}
