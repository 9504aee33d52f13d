package dev.faultline.store;

/** The packed columns of a block, in their order on disk: append only. */
enum Numeric {
    TIME,
    QUALITY,
    DURATION,
    OFFSET,
    LENGTH,
    LINE,
    ORDINAL,
    KIND,
    SEVERITY,
    /** Dictionary ids plus one; 0 for none. In the order of {@link Column}. */
    SERVICE,
    NAME,
    THREAD,
    LOGGER,
    /** Plus one; 0 for none. */
    TEMPLATE,
    STACK,
    /** Number in the block's trace ids plus one; 0 for none. */
    TRACE,
    /** The id itself; 0 for none, or where {@link #SPAN_AT} says where it stands. */
    SPAN,
    /** Position of the sixteen digits in the record plus one; 0 where {@link #SPAN} holds the id. */
    SPAN_AT,
    PARENT,
    /** How to get the message: an ordinal of {@link MessagePlace}. */
    MESSAGE_PLACE,
    MESSAGE_FROM,
    MESSAGE_LENGTH,
    /** Where the row's own bytes begin in the payload. */
    PAYLOAD;

    static final int COUNT = values().length;
}
