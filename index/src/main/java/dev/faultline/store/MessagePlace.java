package dev.faultline.store;

/** Where a row's message is. The order is part of the case format: append only. */
enum MessagePlace {
    NONE,
    /** A range of the record's text. */
    RECORD,
    /** A range of the record's text, the inside of a JSON string. */
    RECORD_JSON,
    /** The row's payload. */
    PAYLOAD
}
