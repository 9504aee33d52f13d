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
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What GitLab tells of changes: its webhooks for pushes, merge requests, deployments, pipelines and releases, and its
 * API's answers for merge requests, commits and deployments. Specified by GitLab's "Webhook events" and "REST API
 * resources".
 *
 * <p>Traps: webhooks write times as {@code 2019-08-20 12:01:49 UTC}, the API as ISO with offsets; a merge request that was
 * not merged has no {@code merged_at}; a commit may come without its time. Samples: {@code changes/gitlab}.
 */
public final class GitLabEvents implements NamelessService {
    private static final List<String> HOOKS =
            List.of("push", "tag_push", "merge_request", "deployment", "pipeline", "release");

    @Override
    public String format() {
        return "gitlab";
    }

    @Override
    public double recognises(Head head) {
        HeadKeys keys = HeadKeys.of(head);
        boolean hook = keys.has("object_kind")
                && (keys.has("project.path_with_namespace") || keys.has("project.web_url") || keys.has("project_id"));
        if (hook) {
            return 0.97;
        }
        for (String prefix : List.of("", "[].")) {
            boolean request = keys.hasAll(prefix + "iid", prefix + "target_branch", prefix + "source_branch");
            boolean commit = keys.hasAll(prefix + "short_id", prefix + "author_name", prefix + "parent_ids");
            boolean deployment = keys.hasAll(prefix + "iid", prefix + "deployable", prefix + "environment");
            if (request || commit || deployment) {
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
        String kind = event.at("object_kind").word();
        String project = event.at("project", "name").word();
        Json details = event.at("object_attributes");
        if (kind == null) {
            answer(event, sink);
        } else if (kind.equals("merge_request")) {
            request(event, details, project, event.at("user", "name").word(), sink);
        } else if (kind.equals("deployment")) {
            deployment(event, project, sink);
        } else if (kind.equals("pipeline")) {
            pipeline(event, details, project, sink);
        } else if (kind.equals("release")) {
            release(event, project, sink);
        } else if (HOOKS.contains(kind)) {
            push(event, project, sink);
        } else {
            reject(event, "a webhook of kind " + kind + ", which tells of no change", sink);
        }
    }

    private static void reject(Json.Members event, String why, EventSink sink) {
        Json.Span place = event.span();
        sink.reject(IssueCode.NOT_A_RECORD, why, place.offset(), place.length(), place.line());
    }

    private static void answer(Json.Members event, EventSink sink) {
        if (!event.at("short_id").isEmpty()) {
            commit(event, sink);
        } else if (!event.at("source_branch").isEmpty()) {
            request(event, event, null, event.at("author", "name").word(), sink);
        } else if (!event.at("deployable").isEmpty()) {
            deployed(event, sink);
        } else {
            reject(event, "nothing of GitLab's that tells of a change", sink);
        }
    }

    private static void request(
            Json.Members event, Json request, @Nullable String project, @Nullable String author, EventSink sink) {
        String state = request.at("state").word();
        boolean merged = "merged".equals(state) || !request.at("merged_at").isEmpty();
        String number = "!" + request.at("iid").text();
        String merge = request.at("merge_commit_sha").word();
        String head = request.at("last_commit", "id").word();
        new ChangeDraft(sink, event.span(), merged ? "merge" : "merge-request")
                .service(project)
                .time(
                        request.at("merged_at"),
                        request.at("closed_at"),
                        request.at("updated_at"),
                        request.at("created_at"))
                .revision(
                        merge != null
                                ? merge
                                : head != null ? head : request.at("sha").word())
                .ref(request.at("source_branch").word())
                .author(author, null)
                .body(request.at("description").word())
                .attribute("vcs.change.id", request.at("iid"))
                .attribute("vcs.change.title", request.at("title"))
                .attribute("vcs.change.state", request.at("state"))
                .attribute("vcs.ref.base.name", request.at("target_branch"))
                .attribute("vcs.merged_by", request.at("merged_by", "name"))
                .attribute("url.full", request.at("web_url").isEmpty() ? request.at("url") : request.at("web_url"))
                .give(
                        "merge request " + number,
                        "merge request " + number + " " + state + ": "
                                + request.at("title").text());
    }

    private static void commit(Json.Members commit, EventSink sink) {
        String message = commit.at("message").text();
        List<Json> parents = commit.at("parent_ids").items();
        new ChangeDraft(sink, commit.span(), parents.size() > 1 ? "merge" : "commit")
                .time(commit.at("committed_date"), commit.at("created_at"), commit.at("authored_date"))
                .revision(commit.at("id").word())
                .parents(parents.stream()
                        .map(Json::text)
                        .filter(text -> text != null)
                        .toList())
                .author(
                        commit.at("author_name").word(),
                        commit.at("author_email").word())
                .body(message)
                .attribute("url.full", commit.at("web_url"))
                .give("commit " + commit.at("short_id").text(), first(message));
    }

    private static String first(@Nullable String message) {
        return message == null ? "" : message.lines().findFirst().orElse("");
    }

    private static void push(Json.Members event, @Nullable String project, EventSink sink) {
        List<Json> commits = event.at("commits").items();
        Json last = commits.isEmpty() ? Json.Nothing.ABSENT : commits.getLast();
        StringBuilder body = new StringBuilder();
        for (Json commit : commits) {
            body.append(commit.at("message").text()).append('\n');
        }
        String ref = event.at("ref").word();
        new ChangeDraft(sink, event.span(), "push")
                .service(project)
                .time(last.at("timestamp"))
                .revision(event.at("after").word())
                .ref(ref)
                .author(event.at("user_name").word(), event.at("user_email").word())
                .body(body.toString())
                .attribute("vcs.repository.name", event.at("project", "path_with_namespace"))
                .give(
                        "push " + ref,
                        event.at("total_commits_count").number() + " commits pushed to " + ref + ": "
                                + first(last.at("message").text()));
    }

    private static void deployment(Json.Members event, @Nullable String project, EventSink sink) {
        String status = event.at("status").word();
        String environment = event.at("environment").text();
        new ChangeDraft(sink, event.span(), "deploy")
                .service(project)
                .time(event.at("status_changed_at"), event.at("deployable_created_at"))
                .revision(event.at("short_sha").word())
                .ref(event.at("ref").word())
                .author(event.at("user", "name").word(), null)
                .failed("failed".equals(status))
                .body(event.at("commit_title").word())
                .attribute("deployment.id", event.at("deployment_id"))
                .attribute("deployment.status", event.at("status"))
                .attribute("deployment.environment.name", event.at("environment"))
                .attribute("vcs.repository.name", event.at("project", "path_with_namespace"))
                .give(
                        "deploy " + environment,
                        "deployment of " + event.at("ref").text() + " ("
                                + event.at("short_sha").text() + ") to " + environment + ": " + status);
    }

    private static void deployed(Json.Members event, EventSink sink) {
        String status = event.at("status").word();
        String environment = event.at("environment", "name").text();
        new ChangeDraft(sink, event.span(), "deploy")
                .time(event.at("updated_at"), event.at("created_at"))
                .revision(event.at("sha").word())
                .ref(event.at("ref").word())
                .author(event.at("user", "name").word(), null)
                .failed("failed".equals(status))
                .attribute("deployment.id", event.at("id"))
                .attribute("deployment.status", event.at("status"))
                .attribute("deployment.environment.name", event.at("environment", "name"))
                .give(
                        "deploy " + environment,
                        "deployment of " + event.at("ref").text() + " to " + environment + ": " + status);
    }

    private static void pipeline(Json.Members event, Json details, @Nullable String project, EventSink sink) {
        String status = details.at("status").word();
        String id = details.at("id").text();
        new ChangeDraft(sink, event.span(), "pipeline")
                .service(project)
                .time(details.at("finished_at"), details.at("created_at"))
                .revision(details.at("sha").word())
                .ref(details.at("ref").word())
                .author(event.at("user", "name").word(), null)
                .failed("failed".equals(status))
                .attribute("cicd.pipeline.run.id", details.at("id"))
                .attribute("cicd.pipeline.result", details.at("status"))
                .attribute("vcs.repository.name", event.at("project", "path_with_namespace"))
                .give(
                        "pipeline " + id,
                        "pipeline " + id + " of " + details.at("ref").text() + " " + status);
    }

    private static void release(Json.Members event, @Nullable String project, EventSink sink) {
        String tag = event.at("tag").word();
        new ChangeDraft(sink, event.span(), "release")
                .service(project)
                .time(event.at("released_at"), event.at("created_at"))
                .revision(tag)
                .author(event.at("commit", "author", "name").word(), null)
                .body(event.at("description").word())
                .attribute("vcs.repository.name", event.at("project", "path_with_namespace"))
                .attribute("url.full", event.at("url"))
                .give(
                        "release " + tag,
                        "release " + tag + " " + event.at("action").text());
    }
}
