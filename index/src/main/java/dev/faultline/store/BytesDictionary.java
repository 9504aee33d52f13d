package dev.faultline.store;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Numbers byte strings in the order of their first appearance. */
final class BytesDictionary {
    private final List<byte[]> values = new ArrayList<>();
    private int[] slots = new int[256];
    private long[] hashes = new long[256];
    private long bytes;

    int id(byte[] buffer, int from, int to) {
        long hash = Hash.quick(buffer, from, to);
        int mask = slots.length - 1;
        for (int slot = (int) hash & mask; ; slot = slot + 1 & mask) {
            int id = slots[slot] - 1;
            if (id < 0) {
                return add(hash, slot, Arrays.copyOfRange(buffer, from, to));
            }
            if (hashes[slot] == hash && is(id, buffer, from, to)) {
                return id;
            }
        }
    }

    int id(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return id(utf8, 0, utf8.length);
    }

    /** The number of a value; -1 where it was never added. */
    int find(byte[] value) {
        long hash = Hash.quick(value, 0, value.length);
        int mask = slots.length - 1;
        int slot = (int) hash & mask;
        while (slots[slot] != 0 && !(hashes[slot] == hash && is(slots[slot] - 1, value, 0, value.length))) {
            slot = slot + 1 & mask;
        }
        return slots[slot] - 1;
    }

    /** Whether this is the value with this number. */
    boolean is(int id, byte[] buffer, int from, int to) {
        byte[] known = values.get(id);
        return Arrays.equals(known, 0, known.length, buffer, from, to);
    }

    private int add(long hash, int slot, byte[] value) {
        values.add(value);
        bytes += value.length + 40L;
        slots[slot] = values.size();
        hashes[slot] = hash;
        if (values.size() * 2 > slots.length) {
            grow();
        }
        return values.size() - 1;
    }

    private void grow() {
        int[] oldSlots = slots;
        long[] oldHashes = hashes;
        slots = new int[oldSlots.length * 2];
        hashes = new long[slots.length];
        int mask = slots.length - 1;
        for (int i = 0; i < oldSlots.length; i++) {
            if (oldSlots[i] != 0) {
                int slot = (int) oldHashes[i] & mask;
                while (slots[slot] != 0) {
                    slot = slot + 1 & mask;
                }
                slots[slot] = oldSlots[i];
                hashes[slot] = oldHashes[i];
            }
        }
    }

    int size() {
        return values.size();
    }

    /** Roughly the memory that the values take. */
    long memory() {
        return bytes;
    }

    byte[] get(int id) {
        return values.get(id);
    }

    void clear() {
        if (!values.isEmpty()) {
            values.clear();
            bytes = 0;
            slots = new int[256];
            hashes = new long[256];
        }
    }

    void write(Bytes out) {
        out.number(values.size());
        values.forEach(value -> out.bytes(value, 0, value.length));
    }

    static List<String> read(java.nio.ByteBuffer in) {
        int count = (int) Bytes.number(in);
        List<String> texts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            texts.add(Bytes.text(in));
        }
        return texts;
    }
}
