package dev.faultline.importers.change;

import dev.faultline.importers.Head;
import dev.faultline.importers.Input;
import dev.faultline.importers.NamelessService;
import dev.faultline.importers.tree.HeadKeys;
import dev.faultline.importers.tree.Json;
import dev.faultline.importers.tree.JsonElements;
import dev.faultline.model.Change;
import dev.faultline.model.IssueCode;
import dev.faultline.store.EventSink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What GitHub tells of changes: the payloads of its webhooks for deployments and their states, pull requests, pushes,
 * releases and runs of workflows, and its API's answers for the same. Specified by "Webhook events and payloads" and the
 * REST API's reference.
 *
 * <p>Traps: a push's repository has its times in seconds where all others are ISO; a merge is when {@code merged_at} says,
 * its commit {@code merge_commit_sha}, which is also there for requests that were not merged; a branch that was deleted
 * has only zeros. Samples: {@code changes/github}.
 */
public final class GitHubEvents implements NamelessService {
    private static final int MOST_FILES = 2_000;

    @Override
    public String format() {
        return "github";
    }

    @Override
    public double recognises(Head head) {
        HeadKeys keys = HeadKeys.of(head);
        boolean hook = keys.has("repository.full_name") || keys.has("sender.login");
        boolean event = keys.has("deployment.sha")
                || keys.has("pull_request.number")
                || keys.has("release.tag_name")
                || keys.has("workflow_run.head_sha")
                || keys.hasAll("ref", "before", "after", "pusher");
        if (hook && event) {
            return 0.97;
        }
        for (String prefix : List.of("", "[].")) {
            boolean pull = keys.hasAll(prefix + "merge_commit_sha", prefix + "head.sha", prefix + "html_url");
            boolean deployment = keys.hasAll(prefix + "statuses_url", prefix + "environment", prefix + "sha");
            boolean release = keys.hasAll(prefix + "tag_name", prefix + "html_url", prefix + "upload_url");
            boolean commit = keys.hasAll(prefix + "sha", prefix + "commit.author", prefix + "html_url");
            if (pull || deployment || release || commit) {
                return 0.96;
            }
        }
        return 0;
    }

    @Override
    public void read(Input input, EventSink sink) throws IOException {
        new JsonElements(sink, Set.of("", "[]"), (event, path) -> event(event, sink)).read(input);
    }

    private static void event(Json.Members event, EventSink sink) {
        String repository = event.at("repository", "name").word();
        if (!event.at("deployment_status").isEmpty()) {
            status(event, repository, sink);
        } else if (!event.at("deployment").isEmpty()) {
            deployment(event, event.at("deployment"), repository, sink);
        } else if (!event.at("pull_request").isEmpty()) {
            pull(event, event.at("pull_request"), repository, sink);
        } else if (!event.at("release").isEmpty()) {
            release(event, event.at("release"), repository, sink);
        } else if (!event.at("workflow_run").isEmpty()) {
            run(event, event.at("workflow_run"), repository, sink);
        } else if (!event.at("pusher").isEmpty()) {
            push(event, repository, sink);
        } else {
            answer(event, sink);
        }
    }

    /** An element of an answer of the API, which has no name of its kind around it. */
    private static void answer(Json.Members event, EventSink sink) {
        Json.Span place = event.span();
        if (!event.at("statuses_url").isEmpty()) {
            deployment(event, event, null, sink);
        } else if (!event.at("tag_name").isEmpty()) {
            release(event, event, null, sink);
        } else if (!event.at("head", "sha").isEmpty()) {
            pull(event, event, event.at("base", "repo", "name").word(), sink);
        } else if (!event.at("commit", "message").isEmpty()) {
            commit(event, sink);
        } else {
            sink.reject(
                    IssueCode.NOT_A_RECORD,
                    "nothing of GitHub's that tells of a change",
                    place.offset(),
                    place.length(),
                    place.line());
        }
    }

    private static void deployment(Json.Members event, Json deployment, @Nullable String repository, EventSink sink) {
        String text = deploymentText(deployment);
        deploy(event, deployment, repository, sink)
                .time(deployment.at("created_at"))
                .body(deployment.at("description").word())
                .give("deploy " + environment(deployment), text);
    }

    private static void status(Json.Members event, @Nullable String repository, EventSink sink) {
        Json status = event.at("deployment_status");
        Json deployment = event.at("deployment");
        String state = status.at("state").word();
        deploy(event, deployment, repository, sink)
                .time(status.at("created_at"), status.at("updated_at"))
                .failed("failure".equals(state) || "error".equals(state))
                .attribute("deployment.status", status.at("state"))
                .attribute("url.full", status.at("target_url"))
                .body(status.at("description").word())
                .give("deploy " + environment(deployment), deploymentText(deployment) + ": " + state);
    }

    private static ChangeDraft deploy(
            Json.Members event, Json deployment, @Nullable String repository, EventSink sink) {
        return new ChangeDraft(sink, event.span(), "deploy")
                .service(repository)
                .revision(deployment.at("sha").word())
                .ref(deployment.at("ref").word())
                .author(deployment.at("creator", "login").word(), null)
                .attribute("deployment.environment.name", deployment.at("environment"))
                .attribute("deployment.id", deployment.at("id"))
                .attribute("deployment.name", deployment.at("task"))
                .attribute("vcs.repository.name", event.at("repository", "full_name"));
    }

    private static String environment(Json deployment) {
        String name = deployment.at("environment").word();
        return name == null ? "" : name;
    }

    private static String deploymentText(Json deployment) {
        return "deployment of " + deployment.at("ref").text() + " ("
                + brief(deployment.at("sha").word()) + ") to " + environment(deployment);
    }

    private static void pull(Json.Members event, Json pull, @Nullable String repository, EventSink sink) {
        boolean merged = !pull.at("merged_at").isEmpty();
        String action = event.at("action").word();
        String done = merged ? "merged" : action == null ? pull.at("state").text() : action;
        boolean opened = "opened".equals(action);
        String number = "#" + pull.at("number").text();
        new ChangeDraft(sink, event.span(), merged ? "merge" : "pull-request")
                .service(repository)
                .time(
                        pull.at("merged_at"),
                        opened ? pull.at("created_at") : pull.at("closed_at"),
                        pull.at("updated_at"),
                        pull.at("created_at"))
                .revision(
                        merged
                                ? pull.at("merge_commit_sha").word()
                                : pull.at("head", "sha").word())
                .ref(pull.at("head", "ref").word())
                .author(pull.at("user", "login").word(), null)
                .body(pull.at("body").word())
                .attribute("vcs.change.id", pull.at("number"))
                .attribute("vcs.change.title", pull.at("title"))
                .attribute("vcs.change.state", pull.at("state"))
                .attribute("vcs.ref.base.name", pull.at("base", "ref"))
                .attribute("vcs.repository.name", event.at("repository", "full_name"))
                .attribute("vcs.merged_by", pull.at("merged_by", "login"))
                .attribute("url.full", pull.at("html_url"))
                .give(
                        "pull request " + number,
                        "pull request " + number + " " + done + ": "
                                + pull.at("title").text());
    }

    private static void release(Json.Members event, Json release, @Nullable String repository, EventSink sink) {
        String tag = release.at("tag_name").word();
        String action = event.at("action").word();
        new ChangeDraft(sink, event.span(), "release")
                .service(repository)
                .time(release.at("published_at"), release.at("created_at"))
                .revision(tag)
                .ref(release.at("target_commitish").word())
                .author(release.at("author", "login").word(), null)
                .body(release.at("body").word())
                .attribute("vcs.repository.name", event.at("repository", "full_name"))
                .attribute("url.full", release.at("html_url"))
                .give("release " + tag, "release " + tag + " " + (action == null ? "published" : action));
    }

    private static void run(Json.Members event, Json run, @Nullable String repository, EventSink sink) {
        String conclusion = run.at("conclusion").word();
        String state = conclusion == null ? run.at("status").text() : conclusion;
        String name = run.at("name").word();
        new ChangeDraft(sink, event.span(), "pipeline")
                .service(repository)
                .time(run.at("updated_at"), run.at("run_started_at"), run.at("created_at"))
                .revision(run.at("head_sha").word())
                .ref(run.at("head_branch").word())
                .author(run.at("actor", "login").word(), null)
                .failed("failure".equals(conclusion) || "timed_out".equals(conclusion))
                .attribute("cicd.pipeline.run.id", run.at("id"))
                .attribute("cicd.pipeline.result", run.at("conclusion"))
                .attribute("vcs.repository.name", event.at("repository", "full_name"))
                .attribute("url.full", run.at("html_url"))
                .give("workflow " + name, "workflow " + name + " " + state);
    }

    private static void push(Json.Members event, @Nullable String repository, EventSink sink) {
        List<Json> commits = event.at("commits").items();
        String ref = event.at("ref").word();
        String after = event.at("after").word();
        Json head = event.at("head_commit");
        StringBuilder body = new StringBuilder();
        for (Json commit : commits) {
            body.append(commit.at("message").text()).append('\n');
        }
        boolean deleted = event.at("deleted").isTrue();
        new ChangeDraft(sink, event.span(), "push")
                .service(repository)
                .time(head.at("timestamp"), event.at("repository", "pushed_at"), event.at("repository", "updated_at"))
                .revision(deleted ? event.at("before").word() : after)
                .ref(ref)
                .author(
                        event.at("pusher", "name").word(),
                        event.at("pusher", "email").word())
                .body(body.toString())
                .files(files(commits))
                .attribute("vcs.repository.name", event.at("repository", "full_name"))
                .attribute("url.full", event.at("compare"))
                .give("push " + ref, pushText(event, commits.size(), ref, deleted));
    }

    private static String pushText(Json event, int commits, @Nullable String ref, boolean deleted) {
        if (deleted) {
            return ref + " deleted";
        }
        String title = event.at("head_commit", "message").word();
        String forced = event.at("forced").isTrue() ? " (forced)" : "";
        return commits + " commits pushed to " + ref + forced
                + (title == null ? "" : ": " + title.lines().findFirst().orElse(""));
    }

    private static List<Change.ChangedFile> files(List<Json> commits) {
        List<Change.ChangedFile> files = new ArrayList<>();
        for (Json commit : commits) {
            add(files, commit.at("added"), 'A');
            add(files, commit.at("modified"), 'M');
            add(files, commit.at("removed"), 'D');
        }
        return files;
    }

    private static void add(List<Change.ChangedFile> files, Json paths, char status) {
        for (Json path : paths.items()) {
            String text = path.word();
            if (text != null && files.size() < MOST_FILES) {
                files.add(new Change.ChangedFile(text, null, status, 0, 0));
            }
        }
    }

    private static void commit(Json.Members event, EventSink sink) {
        Json commit = event.at("commit");
        String message = commit.at("message").text();
        String sha = event.at("sha").word();
        new ChangeDraft(sink, event.span(), event.at("parents").items().size() > 1 ? "merge" : "commit")
                .time(commit.at("committer", "date"), commit.at("author", "date"))
                .revision(sha)
                .author(
                        commit.at("author", "name").word(),
                        commit.at("author", "email").word())
                .body(message)
                .attribute("url.full", event.at("html_url"))
                .give(
                        "commit " + brief(sha),
                        message == null ? "" : message.lines().findFirst().orElse(""));
    }

    private static String brief(@Nullable String sha) {
        return sha == null ? "?" : sha.length() > 7 ? sha.substring(0, 7) : sha;
    }
}
