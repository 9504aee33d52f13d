package dev.faultline.importers.tree;

import dev.faultline.importers.Limits;
import dev.faultline.model.AttributeValue;
import dev.faultline.model.IssueCode;
import dev.faultline.store.EventDraft;
import dev.faultline.store.EventSink;
import java.util.LinkedHashMap;
import java.util.Map;

/** Turns the fields of a record into attributes: nested ones with dotted names, at most {@link Limits#FIELDS}. */
public final class Fields {
    private final EventDraft draft;
    private final Map<String, Json> rest = new LinkedHashMap<>();
    private int count;

    /** Adds to this draft. */
    public Fields(EventDraft draft) {
        this.draft = draft;
    }

    /** Adds the value, its members under their own names behind a dot. Nulls are left out. */
    public Fields add(String key, Json value) {
        if (value instanceof Json.Members object) {
            object.values().forEach((name, member) -> add(key.isEmpty() ? name : key + "." + name, member));
        } else if (value != Json.Nothing.NULL && value != Json.Nothing.ABSENT) {
            leaf(key, value);
        }
        return this;
    }

    /** Puts what was too much into one attribute and says so. */
    public void finish(EventSink sink, Json.Span span) {
        if (!rest.isEmpty()) {
            String text = JsonText.of(new Json.Members(rest, span));
            draft.attribute("_flattened", new AttributeValue(AttributeValue.Type.JSON, text));
            String detail = "more than " + Limits.FIELDS + " fields; the rest is in _flattened";
            sink.report(IssueCode.TOO_MANY_FIELDS, detail, span.offset(), span.line());
        }
    }

    private void leaf(String key, Json value) {
        if (++count > Limits.FIELDS) {
            rest.put(key, value);
        } else {
            draft.attribute(key, attribute(value));
        }
    }

    /** A value that is no object with members of its own, as an attribute has it. */
    public static AttributeValue attribute(Json value) {
        return switch (value) {
            case Json.Text text -> AttributeValue.of(text.value());
            case Json.Numeral number ->
                new AttributeValue(
                        number.integral() ? AttributeValue.Type.LONG : AttributeValue.Type.DOUBLE, number.value());
            case Json.Flag flag -> new AttributeValue(AttributeValue.Type.BOOLEAN, Boolean.toString(flag.value()));
            case Json.Items array -> new AttributeValue(AttributeValue.Type.JSON, JsonText.of(array));
            case Json.Members object -> new AttributeValue(AttributeValue.Type.JSON, JsonText.of(object));
            case Json.Nothing nothing -> AttributeValue.of("…cut");
        };
    }
}
