package dev.faultline.importers.worker;

import dev.faultline.importers.windows.XmlElement;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The binary XML of one chunk of a Windows event log. Templates and names may refer to anywhere in the chunk, so what is
 * read is bounded by depth and by the number of tokens, not by places.
 */
final class BinaryXml {
    private static final int DEEPEST = 40;
    private static final int MOST_TOKENS = 50_000;
    private static final int MOST_VALUES = 2_000;
    private static final int MOST_TEXT = 1 << 20;

    private final ByteBuffer chunk;
    private int at;
    private int tokens;
    private int written;
    private boolean inTemplate;

    /** What stands in the chunk is no binary XML. */
    static final class Broken extends Exception {
        private static final long serialVersionUID = 1;

        Broken(String what) {
            super(what);
        }
    }

    /** A value of a template's instance, by its place. */
    private record Value(int type, int from, int size) {}

    BinaryXml(ByteBuffer chunk) {
        this.chunk = chunk;
    }

    /** Reads what stands from {@code from} to {@code to} into the element. */
    void fragment(int from, int to, XmlElement into) throws Broken {
        at = from;
        content(to, into, List.of(), 0);
    }

    private int need(int bytes) throws Broken {
        if (bytes < 0 || at < 0 || at + (long) bytes > chunk.limit()) {
            throw new Broken("it ends too early");
        }
        int here = at;
        at += bytes;
        return here;
    }

    private int u8() throws Broken {
        return chunk.get(need(1)) & 0xFF;
    }

    private int u16() throws Broken {
        return chunk.getShort(need(2)) & 0xFFFF;
    }

    private int i32() throws Broken {
        return chunk.getInt(need(4));
    }

    private String utf16(int characters) throws Broken {
        if (characters > chunk.limit() / 2) {
            throw new Broken("a text longer than its chunk");
        }
        int from = need(characters * 2);
        byte[] bytes = new byte[characters * 2];
        chunk.get(from, bytes);
        return new String(bytes, StandardCharsets.UTF_16LE);
    }

    /** A name stands here, or elsewhere in the chunk. */
    private String name() throws Broken {
        int offset = i32();
        int back = at;
        boolean here = offset == at;
        at = offset;
        need(6);
        String name = utf16(u16());
        need(2);
        if (!here) {
            at = back;
        }
        return name;
    }

    /** Reads until the element is closed or the bytes end. */
    private void content(int to, XmlElement into, List<Value> values, int depth) throws Broken {
        if (depth > DEEPEST) {
            throw new Broken("elements nested too deep");
        }
        while (at < to) {
            if (++tokens > MOST_TOKENS) {
                throw new Broken("too many elements");
            }
            int token = u8();
            switch (token & 0x3F) {
                case 0x00, 0x04 -> {
                    return;
                }
                case 0x01 -> element(to, into, values, depth, (token & 0x40) != 0);
                case 0x05 -> append(into, value());
                case 0x07 -> append(into, utf16(u16()));
                case 0x08 -> append(into, Character.toString(u16()));
                case 0x09 -> append(into, entity(name()));
                case 0x0A -> name();
                case 0x0B -> utf16(u16());
                case 0x0C -> template(into, depth);
                case 0x0D, 0x0E -> substitute(into, values, depth);
                case 0x0F -> need(3);
                default -> throw new Broken("token " + token);
            }
        }
    }

    private void append(XmlElement into, String text) throws Broken {
        written += text.length();
        if (written > MOST_TEXT) {
            throw new Broken("too much text");
        }
        into.append(text);
    }

    private static String entity(String name) {
        return switch (name) {
            case "lt" -> "<";
            case "gt" -> ">";
            case "amp" -> "&";
            case "quot" -> "\"";
            case "apos" -> "'";
            default -> "&" + name + ";";
        };
    }

    private void element(int to, XmlElement into, List<Value> values, int depth, boolean hasAttributes) throws Broken {
        // Elements that a record or a value holds itself do not say on which of a template's values they depend.
        need(inTemplate ? 6 : 4);
        XmlElement element = new XmlElement(name());
        into.children().add(element);
        if (hasAttributes) {
            need(4);
        }
        while (at < to) {
            if (++tokens > MOST_TOKENS) {
                throw new Broken("too many attributes");
            }
            int token = u8() & 0x3F;
            if (token == 0x06) {
                attribute(to, element, values, depth);
            } else if (token == 0x02) {
                content(to, element, values, depth + 1);
                return;
            } else if (token == 0x03) {
                return;
            } else {
                throw new Broken("token " + token + " in the start of an element");
            }
        }
    }

    private void attribute(int to, XmlElement element, List<Value> values, int depth) throws Broken {
        String name = name();
        XmlElement text = new XmlElement("");
        while (at < to) {
            if (++tokens > MOST_TOKENS) {
                throw new Broken("too many values");
            }
            int token = chunk.get(need(1)) & 0x3F;
            switch (token) {
                case 0x05 -> append(text, value());
                case 0x08 -> append(text, Character.toString(u16()));
                case 0x09 -> append(text, entity(name()));
                case 0x0D, 0x0E -> substitute(text, values, depth);
                default -> {
                    at--;
                    if (!text.text().isEmpty()) {
                        element.attributes().put(name, text.text());
                    }
                    return;
                }
            }
        }
    }

    private String value() throws Broken {
        int type = u8();
        if (type != 0x01) {
            throw new Broken("a text of type " + type);
        }
        return utf16(u16());
    }

    private void template(XmlElement into, int depth) throws Broken {
        need(5);
        int definition = i32();
        if (definition == at) {
            need(20);
            int size = i32();
            need(size);
        }
        int count = i32();
        if (count < 0 || count > MOST_VALUES) {
            throw new Broken(count + " values of a template");
        }
        List<Value> values = new ArrayList<>(count);
        int from = at + count * 4;
        for (int i = 0; i < count; i++) {
            int size = u16();
            values.add(new Value(u8(), from, size));
            need(1);
            from += size;
        }
        int behind = from;
        need(from - at);
        at = definition;
        need(20);
        int size = i32();
        int to = at + Math.max(0, Math.min(size, chunk.limit() - at));
        boolean outside = inTemplate;
        inTemplate = true;
        content(to, into, values, depth + 1);
        inTemplate = outside;
        at = behind;
    }

    private void substitute(XmlElement into, List<Value> values, int depth) throws Broken {
        int index = u16();
        need(1);
        if (index >= values.size()) {
            return;
        }
        Value value = values.get(index);
        if (value.from + (long) value.size > chunk.limit()) {
            throw new Broken("a value beyond its chunk");
        }
        if (value.type == 0x21) {
            int back = at;
            boolean outside = inTemplate;
            at = value.from;
            inTemplate = false;
            content(value.from + value.size, into, List.of(), depth + 1);
            inTemplate = outside;
            at = back;
            return;
        }
        String text = BinaryValues.text(chunk, value.type, value.from, value.size);
        if (text != null) {
            append(into, text);
        }
    }
}
