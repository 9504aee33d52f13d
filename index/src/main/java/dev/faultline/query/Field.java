package dev.faultline.query;

import java.util.Optional;

/** The fields that every event may have, as queries name them. {@code attributes.NAME} and {@code var.PATH} come beside. */
public enum Field {
    TIME("time", Type.TIME),
    END("end", Type.TIME),
    DURATION("duration", Type.DURATION),
    KIND("kind", Type.KEYWORD),
    SEVERITY("severity", Type.SEVERITY),
    SERVICE("service", Type.KEYWORD),
    NAME("name", Type.TEXT),
    MESSAGE("message", Type.TEXT),
    TRACE_ID("trace_id", Type.KEYWORD),
    SPAN_ID("span_id", Type.KEYWORD),
    PARENT_ID("parent_id", Type.KEYWORD),
    THREAD("thread", Type.KEYWORD),
    LOGGER("logger", Type.KEYWORD),
    EXCEPTION("exception", Type.TEXT),
    EXCEPTION_TYPE("exception.type", Type.KEYWORD),
    EXCEPTION_MESSAGE("exception.message", Type.TEXT),
    EXCEPTION_FRAMES("exception.frames", Type.TEXT),
    PATTERN("pattern", Type.NUMBER),
    SOURCE("source", Type.KEYWORD),
    SOURCE_ID("source.id", Type.NUMBER),
    SOURCE_PATH("source.path", Type.KEYWORD),
    SOURCE_FORMAT("source.format", Type.KEYWORD),
    SOURCE_LINE("source.line", Type.NUMBER),
    ID("id", Type.KEYWORD),
    FILES("files", Type.KEYWORD),
    AUTHOR("author", Type.TEXT),
    REVISION("revision", Type.KEYWORD),
    ATTRIBUTION("attribution", Type.KEYWORD);

    private final String label;
    private final Type type;

    Field(String label, Type type) {
        this.label = label;
        this.type = type;
    }

    /** The word that queries and JSON use. */
    public String label() {
        return label;
    }

    /** How its values compare. */
    public Type type() {
        return type;
    }

    /** The field with exactly this label. */
    public static Optional<Field> of(String label) {
        for (Field field : values()) {
            if (field.label.equals(label)) {
                return Optional.of(field);
            }
        }
        return Optional.empty();
    }

    /** How a field's values compare. */
    public enum Type {
        /** Whole values, without regard to case. */
        KEYWORD,
        /** Words and phrases. */
        TEXT,
        NUMBER,
        /** RFC 3339, {@code 2026-03-05 14:02} or {@code 14:02}. */
        TIME,
        /** A number with a unit: {@code 5s}, {@code 250ms}, {@code 3us}, {@code 1m}; milliseconds without one. */
        DURATION,
        /** The words of {@link dev.faultline.model.Severity}, in their order. */
        SEVERITY
    }
}
