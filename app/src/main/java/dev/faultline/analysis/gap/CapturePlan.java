package dev.faultline.analysis.gap;

/**
 * How to capture next time what is missing now, ready to copy.
 *
 * @param title what it does, one line
 * @param file a name for it
 * @param text the file, the snippet or the command
 */
public record CapturePlan(String title, String file, String text) {}
