package dev.faultline.model;

/**
 * The way back to the bytes.
 *
 * @param source the source's id in the case
 * @param offset first byte, counted in the source's original bytes
 * @param length number of original bytes
 * @param line line number of the first byte, from 1; 0 where lines mean nothing
 */
public record Location(int source, long offset, int length, long line) {}
