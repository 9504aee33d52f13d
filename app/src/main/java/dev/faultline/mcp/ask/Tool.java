package dev.faultline.mcp.ask;

import java.io.IOException;
import java.util.List;

/** One thing that an assistant can ask of a case. Stateless. */
public interface Tool {
    /** The name that it is called by. */
    String name();

    /** What it answers, for the assistant that chooses. */
    String description();

    /** What it wants to know. */
    List<Parameter> parameters();

    /** The answer, from the case as it stands after its last commit. */
    Answer answer(Question question) throws IOException, ToolException;

    /** Whether it leaves the case as it is. */
    default boolean readsOnly() {
        return true;
    }
}
