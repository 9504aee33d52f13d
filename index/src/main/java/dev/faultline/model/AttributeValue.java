package dev.faultline.model;

/**
 * A value of an attribute. Numbers keep their text, so that none loses a digit.
 *
 * @param type how to read the text
 * @param text the value; a JSON document for {@link Type#JSON}, empty for {@link Type#NULL}
 */
public record AttributeValue(Type type, String text) {
    /** The order is part of the case format: append only. */
    public enum Type {
        STRING,
        LONG,
        DOUBLE,
        BOOLEAN,
        NULL,
        /** An array or object that is kept whole. */
        JSON
    }

    /** A text. */
    public static AttributeValue of(String text) {
        return new AttributeValue(Type.STRING, text);
    }

    @Override
    public String toString() {
        return type == Type.NULL ? "null" : text;
    }
}
