package dev.faultline.importers.metric;

import dev.faultline.importers.tree.Json;
import dev.faultline.model.AttributeValue;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Labels and values in Prometheus' manner. */
final class MetricLabels {
    private static final List<String> SERVICES =
            List.of("service_name", "service", "app", "application", "deployment", "container", "job");

    private MetricLabels() {}

    /** {@code name{label="value",…}}. */
    static String text(Json labels) {
        StringBuilder out = new StringBuilder();
        String name = labels.at("__name__").word();
        out.append(name == null ? "" : name).append('{');
        String separator = "";
        for (Map.Entry<String, Json> label : labels.members().entrySet()) {
            if (!label.getKey().equals("__name__")) {
                out.append(separator)
                        .append(label.getKey())
                        .append("=\"")
                        .append(label.getValue().text())
                        .append('"');
                separator = ",";
            }
        }
        return out.append('}').toString();
    }

    static @Nullable String service(Json labels) {
        for (String name : SERVICES) {
            String word = labels.at(name).word();
            if (word != null) {
                return word;
            }
        }
        return null;
    }

    /** The value; not a number for text that is none. */
    static double number(String value) {
        String text = value.replace("Inf", "Infinity").replace("Infinityinity", "Infinity");
        try {
            return text.length() > 60 ? Double.NaN : Double.parseDouble(text);
        } catch (NumberFormatException noNumber) {
            return Double.NaN;
        }
    }

    /** The value as it was written. */
    static AttributeValue attribute(String value) {
        double number = number(value);
        boolean finite = !Double.isNaN(number) && !Double.isInfinite(number);
        return finite ? new AttributeValue(AttributeValue.Type.DOUBLE, value) : AttributeValue.of(value);
    }
}
