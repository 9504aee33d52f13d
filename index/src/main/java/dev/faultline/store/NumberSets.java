package dev.faultline.store;

import java.util.Arrays;
import java.util.BitSet;

/** Small sets of numbers, one after the other in one array. */
final class NumberSets {
    private int[] numbers = new int[256];
    private int size;
    private int[] ends = new int[64];
    private int sets;

    /** Adds to the set that is being filled. */
    void add(int number) {
        numbers = size < numbers.length ? numbers : Arrays.copyOf(numbers, size * 2);
        numbers[size++] = number;
    }

    /** Ends the set that is being filled; the next one begins. */
    void end() {
        ends = sets < ends.length ? ends : Arrays.copyOf(ends, sets * 2);
        ends[sets++] = size;
    }

    int start(int set) {
        return set == 0 ? 0 : ends[set - 1];
    }

    int end(int set) {
        return ends[set];
    }

    /** A number by its place between {@link #start} and {@link #end}. */
    int get(int place) {
        return numbers[place];
    }

    void trim() {
        numbers = Arrays.copyOf(numbers, size);
        ends = Arrays.copyOf(ends, sets);
    }

    /** The sets that hold any of the numbers. */
    BitSet withAny(BitSet wanted) {
        BitSet found = new BitSet(sets);
        int place = 0;
        for (int set = 0; set < sets && !wanted.isEmpty(); set++) {
            for (; place < ends[set]; place++) {
                if (wanted.get(numbers[place])) {
                    found.set(set);
                }
            }
        }
        return found;
    }
}
