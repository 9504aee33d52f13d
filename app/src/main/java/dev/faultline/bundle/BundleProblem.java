package dev.faultline.bundle;

/**
 * Why a bundle, or a part of it, is not taken in.
 *
 * @param code one of the codes that import reports use, or {@code DB_CORRUPT}, {@code DB_SCHEMA}
 * @param path the member that it is about; empty for the whole file
 * @param detail one sentence for a person
 */
public record BundleProblem(String code, String path, String detail) {}
