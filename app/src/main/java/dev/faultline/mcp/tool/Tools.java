package dev.faultline.mcp.tool;

import dev.faultline.mcp.ask.Tool;
import java.util.ArrayList;
import java.util.List;

/** All tools. A new one is a class and a line here. */
public final class Tools {
    private Tools() {}

    /** Those that every assistant gets, and where notes are allowed the one that writes. */
    public static List<Tool> of(boolean notes) {
        List<Tool> tools = new ArrayList<>(List.of(
                new ListSources(),
                new SearchEvents(),
                new CountOverTime(),
                new CountByField(),
                new ListPatterns(),
                new ListTraces(),
                new ShowTrace(),
                new ListSnapshots(),
                new ShowSnapshot(),
                new RankVariables(),
                new ListChanges(),
                new ListMoments(),
                new RankSuspects(),
                new ListPlaybooks(),
                new MatchPlaybooks(),
                new ReadPlaybook(),
                new RunPlaybook(),
                new ListGaps(),
                new ReadBoard(),
                new ReadEvidence(),
                new CheckClaim()));
        if (notes) {
            tools.add(new AddNote());
        }
        return List.copyOf(tools);
    }
}
