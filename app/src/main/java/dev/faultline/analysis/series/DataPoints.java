package dev.faultline.analysis.series;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** The data points of an OpenTelemetry metric that was exported with several: figures, and the labels that tell them apart. */
final class DataPoints {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final String ATTRIBUTES = "attributes";

    private DataPoints() {}

    /** One of them. */
    record Point(Map<String, Double> figures, List<String> labels) {}

    /** What could be read before the first thing that is no point. */
    static List<Point> read(String json) {
        List<Point> points = new ArrayList<>();
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
            if (parser.nextToken() == JsonToken.START_ARRAY) {
                while (parser.nextToken() == JsonToken.START_OBJECT) {
                    points.add(point(parser));
                }
            }
        } catch (JacksonException cutOff) {
            // Long values are cut by the store; the points before the cut still hold.
            return points;
        }
        return points;
    }

    private static Point point(JsonParser parser) {
        Map<String, Double> figures = new LinkedHashMap<>();
        List<String> labels = new ArrayList<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            Double number = number(parser, token);
            if (number != null) {
                figures.put(name, number);
            } else if (token == JsonToken.START_OBJECT && name.equals(ATTRIBUTES)) {
                labels(parser, labels);
            } else {
                parser.skipChildren();
            }
        }
        return new Point(figures, labels);
    }

    /** Whole numbers of 64 bits stand as texts in OTLP. */
    private static @Nullable Double number(JsonParser parser, JsonToken token) {
        if (!token.isNumeric() && token != JsonToken.VALUE_STRING) {
            return null;
        }
        try {
            double value = Double.parseDouble(parser.getString());
            return Double.isFinite(value) ? value : null;
        } catch (NumberFormatException noNumber) {
            return null;
        }
    }

    private static void labels(JsonParser parser, List<String> labels) {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            if (token.isScalarValue()) {
                labels.add(name + "=" + parser.getString());
            } else {
                parser.skipChildren();
            }
        }
    }
}
