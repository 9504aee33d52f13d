package dev.faultline.importers.windows;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An element of a small XML document, with its text. Mutable while it is read. */
public final class XmlElement {
    private final String name;
    private final Map<String, String> attributes = new LinkedHashMap<>();
    private final List<XmlElement> children = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    /** An element without anything in it. */
    public XmlElement(String name) {
        this.name = name;
    }

    /** The name without a prefix. */
    public String name() {
        return name.substring(name.indexOf(':') + 1);
    }

    public Map<String, String> attributes() {
        return attributes;
    }

    public List<XmlElement> children() {
        return children;
    }

    /** Adds to the text directly in it. */
    public void append(String more) {
        text.append(more);
    }

    /** The text directly in it. */
    public String text() {
        return text.toString().strip();
    }

    /** The first child of this name. */
    public Optional<XmlElement> child(String wanted) {
        return children.stream().filter(child -> child.name().equals(wanted)).findFirst();
    }

    /** Text of the first child of this name; empty where there is none. */
    public String textOf(String wanted) {
        return child(wanted).map(XmlElement::text).orElse("");
    }

    /** An attribute of the first child of this name; empty where there is none. */
    public String attributeOf(String wanted, String attribute) {
        return child(wanted)
                .map(child -> child.attributes.getOrDefault(attribute, ""))
                .orElse("");
    }
}
