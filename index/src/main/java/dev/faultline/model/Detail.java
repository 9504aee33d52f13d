package dev.faultline.model;

/** What a rich event holds beyond its fields. */
public sealed interface Detail permits Snapshot, Change {}
