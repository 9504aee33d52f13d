package dev.faultline.mcp.ask;

/** A question that cannot be answered, in words that help to ask it better. */
public final class ToolException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What was wrong and what would be right. */
    public ToolException(String message) {
        super(message);
    }
}
