package dev.faultline.importers.change;

import dev.faultline.importers.tree.Json;
import dev.faultline.importers.tree.JsonTime;
import dev.faultline.model.Attribution;
import dev.faultline.model.Change;
import dev.faultline.model.IssueCode;
import dev.faultline.model.Kind;
import dev.faultline.model.Severity;
import dev.faultline.model.TimeQuality;
import dev.faultline.store.EventDraft;
import dev.faultline.store.EventSink;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A change as the hosts of code tell of it: put together part by part, then given to the sink. */
final class ChangeDraft {
    private final EventSink sink;
    private final EventDraft draft;
    private final Json.Span place;
    private final String type;
    private @Nullable String revision;
    private @Nullable String author;
    private List<String> parents = List.of();
    private List<Change.ChangedFile> files = List.of();
    private List<String> refs = List.of();
    private String body = "";
    private String identity = "";
    private String committer = "";

    ChangeDraft(EventSink sink, Json.Span place, String type) {
        this.sink = sink;
        this.place = place;
        this.type = type;
        this.draft = sink.draft()
                .record(place.offset(), place.shortLength(), place.line())
                .kind(Kind.CHANGE);
    }

    /** The first of these that is a time. */
    ChangeDraft time(Json... times) {
        for (Json each : times) {
            Optional<Long> nanos = JsonTime.nanos(each).or(() -> spelled(each));
            if (nanos.isPresent()) {
                draft.time(nanos.get(), TimeQuality.EXACT);
                return this;
            }
        }
        sink.report(IssueCode.TIME_MISSING, "the change has no time", place.offset(), place.line());
        return this;
    }

    /** GitLab's webhooks write {@code 2019-08-20 12:01:49 UTC} and {@code … +0200}. */
    private static Optional<Long> spelled(Json value) {
        String text = value.word();
        if (text == null || text.length() < 23 || text.length() > 30) {
            return Optional.empty();
        }
        String zone = text.substring(19).strip();
        String offset =
                zone.equals("UTC") ? "Z" : zone.length() == 5 ? zone.substring(0, 3) + ":" + zone.substring(3) : zone;
        return JsonTime.nanos(new Json.Text(text.substring(0, 19) + offset));
    }

    ChangeDraft revision(@Nullable String sha) {
        revision = sha;
        draft.attribute("vcs.ref.head.revision", sha);
        return this;
    }

    /** Who made it; {@code identity} with the address where there is one. */
    ChangeDraft author(@Nullable String name, @Nullable String address) {
        author = name == null ? address : address == null ? name : name + " <" + address + ">";
        identity = author == null ? "" : author;
        draft.attribute("vcs.author", author);
        return this;
    }

    ChangeDraft parents(List<String> values) {
        parents = values;
        return this;
    }

    ChangeDraft files(List<Change.ChangedFile> values) {
        files = values;
        if (!values.isEmpty()) {
            draft.attribute("vcs.changed_files", values.size());
        }
        return this;
    }

    /** Who committed it, name and address. */
    ChangeDraft committer(String value) {
        committer = value;
        return this;
    }

    ChangeDraft refs(List<String> values) {
        refs = values;
        return this;
    }

    ChangeDraft ref(@Nullable String name) {
        if (name != null) {
            refs = List.of(name);
            draft.attribute("vcs.ref.head.name", name);
        }
        return this;
    }

    /** The whole text: trailers and marks of tools are looked for in it. */
    ChangeDraft body(@Nullable String text) {
        body = text == null ? "" : text;
        return this;
    }

    ChangeDraft service(@Nullable String name) {
        draft.service(name);
        return this;
    }

    ChangeDraft failed(boolean failed) {
        if (failed) {
            draft.severity(Severity.ERROR);
        }
        return this;
    }

    ChangeDraft attribute(String name, Json value) {
        draft.attribute(name, value.word());
        return this;
    }

    void give(String name, String message) {
        Attribution attribution = AiMarkers.of(identity, committer, body);
        draft.name(name)
                .message(message)
                .detail(new Change(type, revision, parents, author, body, Trailers.of(body), files, refs, attribution));
        sink.accept();
    }
}
