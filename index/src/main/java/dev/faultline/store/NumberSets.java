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

    /** The other way round: for each number below {@code count} the sets that hold it, in their order. */
    NumberSets inverted(int count) {
        NumberSets inverted = new NumberSets();
        inverted.numbers = new int[size];
        inverted.size = size;
        inverted.sets = count;
        int[] next = new int[count + 1];
        for (int i = 0; i < size; i++) {
            next[numbers[i] + 1]++;
        }
        for (int i = 1; i <= count; i++) {
            next[i] += next[i - 1];
        }
        for (int set = 0; set < sets; set++) {
            for (int place = start(set); place < ends[set]; place++) {
                inverted.numbers[next[numbers[place]]++] = set;
            }
        }
        // Each number's place has moved on to its end.
        inverted.ends = Arrays.copyOf(next, count);
        return inverted;
    }

    /** What is in any of these sets. */
    BitSet union(BitSet wanted) {
        BitSet found = new BitSet();
        for (int set = wanted.nextSetBit(0); set >= 0; set = wanted.nextSetBit(set + 1)) {
            addTo(found, set);
        }
        return found;
    }

    /** The numbers of a set. */
    BitSet set(int set) {
        BitSet found = new BitSet();
        addTo(found, set);
        return found;
    }

    private void addTo(BitSet found, int set) {
        for (int place = start(set); place < ends[set]; place++) {
            found.set(numbers[place]);
        }
    }
}
