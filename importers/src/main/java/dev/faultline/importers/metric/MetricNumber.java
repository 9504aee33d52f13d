package dev.faultline.importers.metric;

import dev.faultline.model.AttributeValue;
import java.util.regex.Pattern;

/** A measured value as text: a number where it is one, else the word (NaN, +Inf) as it stands. */
final class MetricNumber {
    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,18}");
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(?:\\d{1,25}\\.?\\d{0,25}|\\.\\d{1,25})(?:[eE][+-]?\\d{1,3})?");

    private MetricNumber() {}

    static boolean isNumber(String text) {
        return NUMBER.matcher(text).matches();
    }

    static AttributeValue of(String text) {
        if (WHOLE.matcher(text).matches()) {
            return new AttributeValue(AttributeValue.Type.LONG, text);
        }
        return isNumber(text) ? new AttributeValue(AttributeValue.Type.DOUBLE, text) : AttributeValue.of(text);
    }
}
