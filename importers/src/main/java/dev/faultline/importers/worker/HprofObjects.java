package dev.faultline.importers.worker;

import dev.faultline.model.Variable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks up single objects of the heap and shows them as variables, to the depth of a field's text. */
final class HprofObjects {
    private static final int MOST = 50_000;
    private static final int MOST_PARENTS = 200;
    private static final int LONGEST_TEXT = 1_000;
    private static final int MOST_ELEMENTS = 20;

    private final HprofBytes bytes;
    private final HprofRecords records;
    private final Map<Long, HprofHeap.ClassInfo> classes;
    private final Map<Long, Found> found = new HashMap<>();

    /** An object's place. {@code number} is the type of an array's numbers, 0 for an instance, 2 for references. */
    private record Found(long type, int number, long body, long length) {}

    HprofObjects(HprofBytes bytes, HprofRecords records, Map<Long, HprofHeap.ClassInfo> classes) {
        this.bytes = bytes;
        this.records = records;
        this.classes = classes;
    }

    /** Looks these up, then what their fields refer to, then the texts in those. Each is one way through the heap. */
    void find(Set<Long> ids, HprofHeap heap) throws IOException {
        Set<Long> wanted = new HashSet<>(ids);
        for (int level = 0; level < 3 && !wanted.isEmpty(); level++) {
            Set<Long> searched = wanted;
            heap.walk(new HprofHeap.Visitor() {
                @Override
                public void instance(long id, long type, long offset, long body, long length) {
                    keep(id, new Found(type, 0, body, length));
                }

                @Override
                public void objects(long id, long type, long offset, long body, long count) {
                    keep(id, new Found(type, 2, body, count));
                }

                @Override
                public void numbers(long id, int type, long offset, long body, long count) {
                    keep(id, new Found(0, type, body, count));
                }

                private void keep(long id, Found object) {
                    if (searched.contains(id)) {
                        found.put(id, object);
                    }
                }
            });
            wanted = new HashSet<>();
            for (long id : searched) {
                Found object = found.get(id);
                if (object != null && wanted.size() < MOST) {
                    references(object, wanted);
                }
            }
            wanted.removeAll(found.keySet());
        }
    }

    private void references(Found object, Set<Long> target) throws IOException {
        if (object.number == 0) {
            for (Field field : fields(object).values()) {
                if (field.type == 2 && field.value != 0) {
                    target.add(field.value);
                }
            }
        } else if (object.number == 2) {
            bytes.position(object.body);
            for (int i = 0; i < Math.min(MOST_ELEMENTS, object.length); i++) {
                target.add(bytes.id());
            }
        }
    }

    private record Field(int type, long value) {}

    /** The fields of an instance, its own class's first; a circle of super-classes ends. */
    private Map<String, Field> fields(Found object) throws IOException {
        Map<String, Field> fields = new LinkedHashMap<>();
        bytes.position(object.body);
        long end = object.body + object.length;
        long type = object.type;
        for (int i = 0; i < MOST_PARENTS && type != 0; i++) {
            HprofHeap.ClassInfo info = classes.get(type);
            if (info == null) {
                break;
            }
            for (int field = 0; field < info.names().length; field++) {
                int kind = info.types()[field];
                if (bytes.size(kind) == 0 || bytes.position() + bytes.size(kind) > end) {
                    return fields;
                }
                fields.putIfAbsent(records.text(info.names()[field]), new Field(kind, bytes.value(kind)));
            }
            type = info.parent();
        }
        return fields;
    }

    /** Text of the field with this name where it is a string or an array of characters. */
    @Nullable
    String text(long id, String field) throws IOException {
        Found object = found.get(id);
        Field name =
                object == null || object.number != 0 ? null : fields(object).get(field);
        return name == null ? null : text(name.value);
    }

    private @Nullable String text(long id) throws IOException {
        Found object = found.get(id);
        if (object == null) {
            return null;
        }
        if (object.number == 5) {
            return decoded(object, true, false);
        }
        if (object.number != 0 || !records.className(object.type).equals("java.lang.String")) {
            return null;
        }
        Map<String, Field> fields = fields(object);
        Field value = fields.get("value");
        Field coder = fields.get("coder");
        Found array = value == null ? null : found.get(value.value);
        if (array == null) {
            return null;
        }
        boolean wide = array.number == 5 || coder != null && coder.value == 1;
        return decoded(array, wide, array.number == 8);
    }

    private String decoded(Found array, boolean wide, boolean little) throws IOException {
        int unit = wide ? 2 : 1;
        long count = array.number == 5 ? array.length * 2 : array.length;
        bytes.position(array.body);
        byte[] text = bytes.bytes((int) Math.min(LONGEST_TEXT * (long) unit, count));
        String decoded = new String(
                text,
                wide ? little ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE : StandardCharsets.ISO_8859_1);
        return decoded + (count > text.length ? "…" : "");
    }

    Variable variable(String name, long id) throws IOException {
        return variable(name, id, true);
    }

    private Variable variable(String name, long id, boolean deep) throws IOException {
        if (id == 0) {
            return Variable.of(name, null, "null");
        }
        Found object = found.get(id);
        if (object == null) {
            String type = records.isClass(id) ? "java.lang.Class" : null;
            String value = records.isClass(id) ? records.className(id) : "0x" + Long.toHexString(id);
            return Variable.of(name, type, value);
        }
        if (object.number != 0) {
            return array(name, object, deep);
        }
        String type = records.className(object.type);
        String text = text(id);
        if (text != null) {
            return Variable.of(name, type, text);
        }
        List<Variable> members = new ArrayList<>();
        Map<String, Field> fields = fields(object);
        Field boxed = type.startsWith("java.lang.") ? fields.get("value") : null;
        if (boxed != null && boxed.type != 2) {
            return Variable.of(name, type, number(boxed));
        }
        for (Map.Entry<String, Field> field : deep ? fields.entrySet() : Set.<Map.Entry<String, Field>>of()) {
            Field value = field.getValue();
            members.add(
                    value.type == 2
                            ? variable(field.getKey(), value.value, false)
                            : Variable.of(field.getKey(), type(value.type), number(value)));
        }
        return new Variable(name, type, null, members, deep ? null : "depth");
    }

    private Variable array(String name, Found array, boolean deep) throws IOException {
        String type = array.number == 2 ? records.className(array.type) : type(array.number) + "[]";
        List<Variable> members = new ArrayList<>();
        int shown = deep ? (int) Math.min(MOST_ELEMENTS, array.length) : 0;
        bytes.position(array.body);
        long[] values = new long[shown];
        for (int i = 0; i < shown; i++) {
            values[i] = bytes.value(array.number);
        }
        for (int i = 0; i < shown; i++) {
            String index = "[" + i + "]";
            members.add(
                    array.number == 2
                            ? variable(index, values[i], false)
                            : Variable.of(index, null, number(new Field(array.number, values[i]))));
        }
        return new Variable(
                name, type, "length " + array.length, members, shown < array.length ? "collectionSize" : null);
    }

    static String type(int number) {
        return switch (number) {
            case 4 -> "boolean";
            case 5 -> "char";
            case 6 -> "float";
            case 7 -> "double";
            case 8 -> "byte";
            case 9 -> "short";
            case 10 -> "int";
            case 11 -> "long";
            default -> "Object";
        };
    }

    private static String number(Field field) {
        long value = field.value;
        return switch (field.type) {
            case 4 -> Boolean.toString(value != 0);
            case 5 -> "'" + (char) value + "'";
            case 6 -> Float.toString(Float.intBitsToFloat((int) value));
            case 7 -> Double.toString(Double.longBitsToDouble(value));
            case 8 -> Byte.toString((byte) value);
            case 9 -> Short.toString((short) value);
            case 10 -> Integer.toString((int) value);
            default -> Long.toString(value);
        };
    }
}
