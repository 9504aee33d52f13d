package dev.faultline.cli;

import dev.faultline.model.Event;
import dev.faultline.model.EventId;
import dev.faultline.store.CaseReader;
import java.io.IOException;
import java.util.Optional;

/** An event, named on the command line. */
final class EventArgument {
    private EventArgument() {}

    /** The event of this id; {@code list} is the command that shows which there are. */
    static Event find(CaseReader reader, String id, String list) throws IOException {
        Optional<EventId> name = EventId.parse(id);
        Optional<Event> found = name.isPresent() ? reader.event(name.get()) : Optional.empty();
        return found.orElseThrow(
                () -> new CommandException(ExitCode.NO, "there is no event " + id + "; see: faultline " + list));
    }
}
