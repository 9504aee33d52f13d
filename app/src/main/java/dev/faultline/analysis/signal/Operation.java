package dev.faultline.analysis.signal;

/**
 * What a span does.
 *
 * @param service its service; empty where the span names none
 * @param name its name; empty where it has none
 */
public record Operation(String service, String name) {}
