package dev.faultline.model;

/**
 * Something that an import could not take as it was. Stored, counted and shown, never only logged.
 *
 * @param code what kind of trouble
 * @param loss whether something of the evidence did not become an event because of it
 * @param detail one sentence for a person
 * @param offset first byte in the source; -1 where it concerns the whole source
 * @param line line number from 1; 0 where lines mean nothing
 */
public record Issue(IssueCode code, boolean loss, String detail, long offset, long line) {}
