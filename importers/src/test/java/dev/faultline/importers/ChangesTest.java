package dev.faultline.importers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.model.Change;
import dev.faultline.model.Event;
import dev.faultline.model.Kind;
import dev.faultline.model.Severity;
import dev.faultline.model.TimeQuality;
import dev.faultline.model.Timestamps;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes and alerts, as clusters, hosts of code and alert managers tell of them. */
class ChangesTest {
    @TempDir
    Path folder;

    private Imported sample(String path) throws IOException {
        return Imported.file(folder, SamplesTest.sample(path));
    }

    @Test
    void takesTheTimeOfAClusterEventFromWhereItStands() throws IOException {
        Imported events = sample("changes/k8s/events-image-pull-fail.json");
        Event scheduled = events.event("0/1 nodes");
        assertThat(Timestamps.format(scheduled.time())).isEqualTo("2023-07-11T04:25:44.224298000Z");
        assertThat(scheduled.severity()).isEqualTo(Severity.WARN);
        assertThat(scheduled.service()).isEqualTo("pending-pod-resources");
        Event scaled = events.event("Scaled up replica set");
        assertThat(scaled.kind()).isEqualTo(Kind.CHANGE);
        assertThat(scaled.service()).isEqualTo("no-image-deployment");
        assertThat(events.events()).hasSize(17).allMatch(Event::hasTime);
    }

    @Test
    void readsAnAlertThatStillGoesOn() throws IOException {
        Event alert = sample("changes/alerts/alertmanager-firing.json").event("TargetDown: payment is down");
        assertThat(alert.kind()).isEqualTo(Kind.ALERT);
        assertThat(Timestamps.format(alert.time())).isEqualTo("2026-11-20T20:21:37.189000000Z");
        assertThat(alert.duration()).isEqualTo(-1);
        assertThat(alert.severity()).isEqualTo(Severity.FATAL);
        assertThat(alert.service()).isEqualTo("payment");
    }

    @Test
    void readsAnAlertThatEnded() throws IOException {
        Imported log = Imported.text(folder, "resolved.json", """
                {"version":"4","status":"resolved","alerts":[{"status":"resolved","labels":{"alertname":"TargetDown","severity":"warning"},
                "annotations":{},"startsAt":"2026-11-20T20:21:37Z","endsAt":"2026-11-20T20:22:37Z"}]}
                """);
        assertThat(log.event("TargetDown").duration()).isEqualTo(60_000_000_000L);
    }

    @Test
    void readsWhatGitHubTells() throws IOException {
        Event deployment =
                sample("changes/github/deployment_status-payload.json").event("deployment of master (f95f852)");
        assertThat(Timestamps.format(deployment.time())).isEqualTo("2019-05-15T15:20:55.000000000Z");
        assertThat(deployment.message()).endsWith("to production: success");
        assertThat(deployment.service()).isEqualTo("Hello-World");
        assertThat(((Change) deployment.detail()).type()).isEqualTo("deploy");
        Event closed = sample("changes/github/pull_request-closed.payload.json").event("pull request #2 closed");
        assertThat(Timestamps.format(closed.time())).isEqualTo("2019-05-15T15:21:18.000000000Z");
        Event pushed = sample("changes/github/push-payload.json").event("refs/tags/simple-tag deleted");
        assertThat(Timestamps.format(pushed.time())).isEqualTo("2019-05-15T15:20:57.000000000Z");
        Event released = sample("changes/github/release-published.payload.json").event("release 0.0.1 published");
        assertThat(released.kind()).isEqualTo(Kind.CHANGE);
    }

    @Test
    void findsTheToolInTheCommitsOfAPush() throws IOException {
        Imported log = Imported.text(folder, "push.json", """
                {"ref":"refs/heads/main","before":"a1","after":"32266d2","pusher":{"name":"bo"},"repository":{"name":"shop","full_name":"lab/shop"},
                 "commits":[{"id":"32266d2","message":"Add tier legacy\\n\\nCo-Authored-By: Claude <noreply@anthropic.com>","timestamp":"2026-11-20T10:00:00+01:00","added":[],"modified":["Payment.java"],"removed":[]}],
                 "head_commit":{"id":"32266d2","message":"Add tier legacy","timestamp":"2026-11-20T10:00:00+01:00"}}
                """);
        Event push = log.event("1 commits pushed to refs/heads/main: Add tier legacy");
        Change change = (Change) push.detail();
        assertThat(change.attribution().tool()).isEqualTo("Claude");
        assertThat(change.files()).extracting(Change.ChangedFile::path).containsExactly("Payment.java");
        assertThat(Timestamps.format(push.time())).isEqualTo("2026-11-20T09:00:00.000000000Z");
    }

    @Test
    void readsWhatGitLabTells() throws IOException {
        assertThat(sample("changes/gitlab/get_merge_requests.json").events()).hasSize(3);
        Event commit = sample("changes/gitlab/get_commit.json").event("Sanitize for network graph");
        assertThat(commit.timeQuality()).isEqualTo(TimeQuality.NONE);
        Imported hook = Imported.text(folder, "mr.json", """
                {"object_kind":"merge_request","user":{"name":"Bo"},"project":{"name":"shop","path_with_namespace":"lab/shop"},
                 "object_attributes":{"iid":7,"title":"Add tier","state":"merged","source_branch":"tier","target_branch":"main",
                 "created_at":"2026-11-20 08:00:00 UTC","updated_at":"2026-11-20 10:30:00 UTC","merge_commit_sha":"5a1aaf1"}}
                """);
        Event merged = hook.event("merge request !7 merged: Add tier");
        assertThat(Timestamps.format(merged.time())).isEqualTo("2026-11-20T10:30:00.000000000Z");
        assertThat(((Change) merged.detail()).revision()).isEqualTo("5a1aaf1");
    }

    @Test
    void readsWhatGitLogPrintsForMachinesAndForPeople() throws IOException {
        Imported machine = sample("changes/git/jaeger-log300.txt");
        Event newest = machine.event("fix(query): Default search_depth in api_v3 gRPC handler");
        assertThat(Timestamps.format(newest.time())).isEqualTo("2026-08-20T15:20:54.000000000Z");
        assertThat(((Change) newest.detail()).author()).startsWith("Vyncint Ng <");
        assertThat(((Change) newest.detail()).refs()).containsExactly("HEAD -> main");
        Event counted = sample("changes/git/jaeger-numstat60.txt").events().getFirst();
        assertThat(((Change) counted.detail()).files()).hasSize(2);
        assertThat(((Change) counted.detail()).files().getFirst().added()).isEqualTo(9);
        Imported people = Imported.text(folder, "log.txt", """
                commit 32266d2aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa (HEAD -> main, tag: v2.4.1)
                Author: Bo Lind <bo@example.com>
                Date:   Fri Nov 20 11:30:00 2026 +0100

                    Add tier legacy

                    Co-Authored-By: Claude <noreply@anthropic.com>

                10\t2\tsrc/{old => new}/Payment.java
                -\t-\tlogo.png
                """);
        Event commit = people.event("Add tier legacy");
        Change change = (Change) commit.detail();
        assertThat(Timestamps.format(commit.time())).isEqualTo("2026-11-20T10:30:00.000000000Z");
        assertThat(change.attribution().tool()).isEqualTo("Claude");
        assertThat(change.refs()).containsExactly("HEAD -> main", "tag: v2.4.1");
        assertThat(change.files().getFirst().oldPath()).isEqualTo("src/old/Payment.java");
        assertThat(change.files().getLast().added()).isEqualTo(-1);
    }
}
