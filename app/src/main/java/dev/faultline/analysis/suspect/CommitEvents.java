package dev.faultline.analysis.suspect;

import dev.faultline.model.Change;
import dev.faultline.model.EventId;
import dev.faultline.model.Kind;
import dev.faultline.store.Block;
import dev.faultline.store.CaseReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Looks up the events of commits. */
public final class CommitEvents {
    private CommitEvents() {}

    /** Of these commits those that are events of the case. */
    public static Map<String, CommitEvent> of(CaseReader reader, Set<String> wanted) throws IOException {
        Map<String, CommitEvent> found = new HashMap<>();
        for (Block block : reader.blocks()) {
            if (found.size() == wanted.size() || block.kindCount(Kind.CHANGE.ordinal()) == 0) {
                continue;
            }
            for (int row = 0; row < block.size(); row++) {
                if (block.kind(row) == Kind.CHANGE.ordinal()
                        && block.detail(row) instanceof Change change
                        && change.revision() != null
                        && (change.type().equals("commit") || change.type().equals("merge"))
                        && wanted.contains(change.revision())) {
                    EventId id = new EventId(block.source().id(), block.ordinal(row));
                    String title = new String(block.message(row), StandardCharsets.UTF_8);
                    found.put(change.revision(), new CommitEvent(id, block.time(row), title, change));
                }
            }
        }
        return found;
    }
}
