package dev.faultline.analysis.signal;

import java.util.HexFormat;

/** A trace's 128 bits. */
public record TraceId(long high, long low) {
    @Override
    public String toString() {
        return HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
    }
}
