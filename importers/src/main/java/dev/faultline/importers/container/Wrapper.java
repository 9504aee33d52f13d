package dev.faultline.importers.container;

import dev.faultline.importers.Line;

/** How a container tool wraps a line. Takes one off; false where a line is not wrapped so. */
interface Wrapper {
    /** What was around the line taken off last. */
    boolean unwrap(Line line, Unwrapped into);

    /** A line without its wrapper. */
    final class Unwrapped {
        byte[] text = {};
        int from;
        int to;
        /** Which stream of which container it belongs to. */
        String stream = "";
        /** The container's name, empty where the wrapper names none. */
        String container = "";
        /** The pod's name, empty where the wrapper names none. */
        String pod = "";
        /** The pod's namespace, empty where the wrapper names none. */
        String namespace = "";
        /** When the tool took the line, nanoseconds since 1970 UTC; {@link Long#MIN_VALUE} for unknown. */
        long observed = Long.MIN_VALUE;
        /** Whether the line goes on in the next one of its stream. */
        boolean partial;
    }
}
