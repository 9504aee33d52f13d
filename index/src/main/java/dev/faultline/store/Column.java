package dev.faultline.store;

/** The fields that a segment keeps as numbers into a dictionary. The order is part of the case format: append only. */
public enum Column {
    SERVICE,
    NAME,
    THREAD,
    LOGGER
}
