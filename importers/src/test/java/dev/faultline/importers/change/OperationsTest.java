package dev.faultline.importers.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.importers.Reading;
import dev.faultline.model.Change;
import dev.faultline.model.Event;
import dev.faultline.model.Kind;
import dev.faultline.model.Severity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What tools of operations tell, in the shapes that they document; no permissive real files are known. */
class OperationsTest {
    @Test
    void aFlagOfLaunchDarklyIsAChangeInItsEnvironment() throws IOException {
        String answer = """
                {"items":[{"_id":"1","date":"1763607000000","kind":"flag","name":"New checkout",
                  "accesses":[{"action":"updateOn","resource":"proj/web:env/production:flag/new-checkout;team"}],
                  "member":{"email":"ariel@example.com"},"titleVerb":"turned on the flag","comment":"for the sale"}]}
                """;

        Event event = only(Reading.ofText(answer, "feature-flags"));

        assertThat(event.kind()).isEqualTo(Kind.CHANGE);
        assertThat(time(event)).isEqualTo(Instant.parse("2025-11-20T02:50:00Z"));
        assertThat(event.message())
                .isEqualTo("ariel@example.com turned on the flag New checkout in production: for the sale");
        assertThat(text(event, "feature_flag.key")).isEqualTo("new-checkout");
        assertThat(((Change) Objects.requireNonNull(event.detail())).type()).isEqualTo("flag");
        assertThat(recognised(new FeatureFlags(), answer)).isGreaterThan(0.9);
    }

    @Test
    void anEventOfUnleashIsAChange() throws IOException {
        String answer = """
                {"version":1,"events":[{"id":899,"type":"feature-environment-enabled","createdBy":"user@example.com",
                  "createdAt":"2026-11-20T03:00:00.560Z","data":null,"preData":null,"featureName":"new-pricing",
                  "project":"default","environment":"production"}]}
                """;

        Event event = only(Reading.ofText(answer, "feature-flags"));

        assertThat(event.message())
                .isEqualTo("user@example.com: feature-environment-enabled new-pricing in production");
        assertThat(recognised(new FeatureFlags(), answer)).isGreaterThan(0.9);
    }

    @Test
    void anIncidentOfPagerDutyIsAnAlertOfItsService() throws IOException {
        String webhook = """
                {"event":{"id":"5ac","event_type":"incident.triggered","resource_type":"incident",
                  "occurred_at":"2026-11-20T03:10:00.000Z","agent":{"summary":"monitoring"},
                  "data":{"id":"PT4","type":"incident","number":1234,"status":"triggered","title":"Checkout fails",
                    "service":{"summary":"checkout"},"urgency":"high","priority":{"summary":"P1"}}}}
                """;

        Event event = only(Reading.ofText(webhook, "on-call"));

        assertThat(event.kind()).isEqualTo(Kind.ALERT);
        assertThat(event.service()).isEqualTo("checkout");
        assertThat(event.message()).isEqualTo("Checkout fails (triggered)");
        assertThat(event.severity()).isEqualTo(Severity.ERROR);
        assertThat(text(event, "alert.priority")).isEqualTo("P1");
        assertThat(recognised(new OnCallAlerts(), webhook)).isGreaterThan(0.9);
    }

    @Test
    void anActionOfOpsgenieHasItsOwnTimeInNanoseconds() throws IOException {
        String webhook = """
                {"source":{"name":"web","type":"API"},"action":"Close","integrationName":"hook",
                 "alert":{"updatedAt":1763607600166002000,"createdAt":1763607000104,"tags":["db"],"message":" pool is empty",
                   "alertId":"052652ac","tinyId":"23","priority":"P2","entity":"payment","username":"fili"}}
                """;

        Event event = only(Reading.ofText(webhook, "on-call"));

        assertThat(event.time()).isEqualTo(1763607600166002000L);
        assertThat(event.message()).isEqualTo("pool is empty");
        assertThat(event.severity()).isEqualTo(Severity.INFO);
        assertThat(recognised(new OnCallAlerts(), webhook)).isGreaterThan(0.9);
    }

    @Test
    void anApplicationOfArgoSaysWhatItDeployedAndThatItFailed() throws IOException {
        String application = """
                {"apiVersion":"argoproj.io/v1alpha1","kind":"Application",
                 "metadata":{"name":"payment","namespace":"argocd","creationTimestamp":"2026-01-01T00:00:00Z"},
                 "status":{"sync":{"status":"Synced"},
                  "history":[{"id":7,"revision":"32266d2f","deployedAt":"2026-11-20T03:05:00Z",
                    "source":{"repoURL":"https://example.com/payment.git"}}],
                  "operationState":{"phase":"Failed","message":"one or more objects failed to apply",
                    "finishedAt":"2026-11-20T03:05:04Z"}}}
                """;

        Reading read = Reading.ofText(application, "k8s-resources");

        assertThat(read.events)
                .filteredOn(event -> event.kind() == Kind.CHANGE)
                .extracting(Event::message)
                .containsExactly("deployment of 32266d2f of https://example.com/payment.git by Argo CD");
        assertThat(read.events)
                .filteredOn(event -> event.severity() == Severity.ERROR)
                .extracting(Event::message)
                .containsExactly("Application argocd/payment: sync Failed: one or more objects failed to apply");
        assertThat(recognised(new KubernetesResources(), application)).isGreaterThan(0.9);
    }

    private static Event only(Reading read) {
        assertThat(read.issues()).isEmpty();
        assertThat(read.events).hasSize(1);
        return read.events.getFirst();
    }

    private static String text(Event event, String attribute) {
        return Objects.requireNonNull(event.attributes().get(attribute), attribute)
                .text();
    }

    private static Instant time(Event event) {
        return Instant.ofEpochSecond(0, event.time());
    }

    private static double recognised(dev.faultline.importers.Importer importer, String text) {
        return importer.recognises(Reading.head(text.getBytes(StandardCharsets.UTF_8), false));
    }
}
