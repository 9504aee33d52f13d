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
 * Who changed which feature flag: LaunchDarkly's audit log (its API's answers, and single entries as webhooks send them)
 * and Unleash's events. Specified by LaunchDarkly's API reference, "Audit log", and Unleash's {@code eventSchema}.
 *
 * <p>Traps: LaunchDarkly's {@code date} is a number of milliseconds, in answers also as text; its entries come out of
 * order; a flag's environment stands only in the resource of an access ({@code proj/web:env/production:flag/new-checkout});
 * not every entry is about a flag. No permissive real file is known: tested with entries of the documented shape.
 */
public final class FeatureFlags implements NamelessService {
    private static final String UNLEASH = "events[]";

    @Override
    public String format() {
        return "feature-flags";
    }

    @Override
    public double recognises(Head head) {
        HeadKeys keys = HeadKeys.of(head);
        for (String prefix : List.of("", "items[].", "[].")) {
            boolean entry = keys.hasAll(prefix + "_id", prefix + "date", prefix + "kind", prefix + "accesses")
                    || keys.hasAll(prefix + "_id", prefix + "date", prefix + "kind", prefix + "titleVerb");
            boolean event = keys.hasAll(prefix + "featureName", prefix + "createdBy", prefix + "createdAt");
            if (entry || event) {
                return 0.96;
            }
        }
        return keys.hasAll(UNLEASH + ".featureName", UNLEASH + ".createdBy", UNLEASH + ".createdAt") ? 0.96 : 0;
    }

    @Override
    public void read(Input input, EventSink sink) throws IOException {
        HeadKeys keys = HeadKeys.of(input.head());
        Set<String> paths =
                keys.has("items") ? Set.of("items[]") : keys.has("events") ? Set.of(UNLEASH) : Set.of("", "[]");
        new JsonElements(sink, paths, (entry, path) -> entry(entry, sink)).read(input);
    }

    private static void entry(Json.Members entry, EventSink sink) {
        Json.Span place = entry.span();
        if (!entry.at("kind").isEmpty() && !entry.at("date").isEmpty()) {
            launchDarkly(entry, sink);
        } else if (!entry.at("type").isEmpty() && !entry.at("createdAt").isEmpty()) {
            unleash(entry, sink);
        } else {
            sink.reject(
                    IssueCode.NOT_A_RECORD,
                    "an entry without its kind and date",
                    place.offset(),
                    place.length(),
                    place.line());
        }
    }

    private static void launchDarkly(Json.Members entry, EventSink sink) {
        String kind = entry.at("kind").word();
        String name = entry.at("name").word();
        Json access = entry.at("accesses").items().stream().findFirst().orElse(Json.Nothing.ABSENT);
        String environment = part(access.at("resource").word(), "env");
        String verb = first(entry.at("titleVerb"), access.at("action"));
        String member = first(entry.at("member", "email"), entry.at("token", "name"));
        String comment = entry.at("comment").word();
        new ChangeDraft(sink, entry.span(), type(kind))
                .time(entry.at("date"))
                .author(member, null)
                .body(comment)
                .attribute("feature_flag.key", key(access, name))
                .attribute("deployment.environment.name", new Json.Text(environment == null ? "" : environment))
                .attribute("audit.action", access.at("action"))
                .attribute("audit.id", entry.at("_id"))
                .attribute("audit.description", entry.at("description"))
                .give(
                        kind + " " + name,
                        (member == null ? "somebody" : member) + " " + (verb == null ? "changed" : verb) + " " + name
                                + (environment == null ? "" : " in " + environment)
                                + (comment == null ? "" : ": " + comment));
    }

    private static Json key(Json access, @Nullable String name) {
        String flag = part(access.at("resource").word(), "flag");
        String key = flag == null ? name : flag;
        return key == null ? Json.Nothing.ABSENT : new Json.Text(key);
    }

    private static void unleash(Json.Members entry, EventSink sink) {
        String type = entry.at("type").word();
        String feature = entry.at("featureName").word();
        String environment = entry.at("environment").word();
        String author = entry.at("createdBy").word();
        String subject = feature == null ? entry.at("project").word() : feature;
        new ChangeDraft(sink, entry.span(), feature == null ? "config" : "flag")
                .time(entry.at("createdAt"))
                .author(author, null)
                .attribute("feature_flag.key", entry.at("featureName"))
                .attribute("deployment.environment.name", entry.at("environment"))
                .attribute("audit.action", entry.at("type"))
                .attribute("audit.id", entry.at("id"))
                .give(
                        feature == null ? String.valueOf(type) : "flag " + feature,
                        author + ": " + type + (subject == null ? "" : " " + subject)
                                + (environment == null ? "" : " in " + environment));
    }

    /** What a part of a resource such as {@code proj/web:env/production:flag/new-checkout;tag} names. */
    private static @Nullable String part(@Nullable String resource, String kind) {
        if (resource == null) {
            return null;
        }
        for (String part : resource.split("[:;]", 20)) {
            if (part.startsWith(kind + "/")) {
                return part.substring(kind.length() + 1);
            }
        }
        return null;
    }

    private static String type(@Nullable String kind) {
        return "flag".equals(kind) || "segment".equals(kind) ? "flag" : "config";
    }

    private static @Nullable String first(Json one, Json other) {
        String word = one.word();
        return word == null ? other.word() : word;
    }
}
