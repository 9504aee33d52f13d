package dev.faultline.importers.change;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which service an object of Kubernetes belongs to, by its kind and name. */
final class KubernetesNames {
    private static final Pattern POD = Pattern.compile("(.{1,200}?)(?:-[0-9a-f]{6,10})?-[0-9a-z]{5}");
    private static final Pattern REPLICAS = Pattern.compile("(.{1,200}?)-[0-9a-f]{6,10}");
    /** The longest name that the API takes. */
    private static final int LONGEST = 253;

    private KubernetesNames() {}

    /** The deployment behind a pod or replica set, as its other evidence calls it; null for what serves nothing. */
    static @Nullable String service(@Nullable String kind, @Nullable String name) {
        if (kind == null || name == null || name.length() > LONGEST) {
            return null;
        }
        return switch (kind) {
            case "Pod" -> without(POD, name);
            case "ReplicaSet" -> without(REPLICAS, name);
            case "Deployment", "StatefulSet", "DaemonSet", "Job", "CronJob", "Service", "Application" -> name;
            default -> null;
        };
    }

    private static String without(Pattern pattern, String name) {
        Matcher matcher = pattern.matcher(name);
        return matcher.matches() ? matcher.group(1) : name;
    }
}
