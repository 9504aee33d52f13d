package dev.faultline.store;

/**
 * A row of the audit trail.
 *
 * @param time RFC 3339
 * @param action what was done
 * @param details to what
 * @param hash of this row and the hash before it
 */
public record AuditEntry(String time, String action, String details, String hash) {}
