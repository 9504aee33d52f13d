package dev.faultline.workbench;

/** The keys, as the window shows them. */
final class Keys {
    static final String TEXT = """
            everywhere
              Ctrl+K        every action by its name      /             type a query
              Ctrl+Z        undo   Ctrl+Shift+Z  redo     Alt+← Alt+→   back, forth, to the exact row
              Ctrl+V        import what was copied        Ctrl+Shift+D  light or dark
              Ctrl+O        open a case                   Ctrl+Shift+O  add files
              Ctrl++ − 0    larger, smaller, usual        Ctrl+W        close the case
              Ctrl+1 2 3…   events, traces, patterns…       Ctrl+Shift+E  the report
              Ctrl+,        the settings                  F1  ?         the guide, these keys
              Ctrl+Alt+T    the picture as a table        Ctrl+Shift+P  as Ctrl+K
              Ctrl+E        how the searches came about, as a tree; those kept under a name
              Ctrl+U        times in UTC or in your zone; the zone in the status bar names any other
              Esc           peek away, then to the events, then all filters away

            on the board
              Ctrl+M        pin the event, from anywhere  Ctrl+Shift+M  pin the list with its chart
              h n           new hypothesis, new note      s x           the evidence supports, contradicts
              l             link evidence by a menu       1…9  Shift+1…9  supports, contradicts H1…H9
              t             the hypothesis' next state    F2  Delete    edit, take off the board
              Alt+↑ Alt+↓   order                         Ctrl+Z        takes back an edit of the board
              v             in the frames: pin the variable

            in the list of events
              j k  ↑ ↓      next, previous                g G           first, last
              e E           next, previous error          w W           next, previous warning or worse
              o O           next, previous of trace, thread s S           next, previous change of the rate
              m             mark    M  mark chosen rows   u U           next, previous mark
              Space         what happened around it       f F           filter for, out the service
              Shift+↑ ↓     choose several rows           Ctrl+C        copy them as text, c the marked ones
              Ctrl+T        make it T0, or no longer      Ctrl+Shift+C  copy them as JSON
              a             note what no file shows; intervals from paired events

            in the timeline
              drag          look at a stretch             wheel, W S    zoom
              A D  ← →      move                          0             the whole case
              Backspace     the stretch before            i             lanes by service, kind, source, none
              y             choose metrics to draw        ← → ↑ ↓ Enter  in them: read, to the event

            in a trace
              ↑ ↓ ← →       next, previous, close, open   [ ]           close, open all
              p             parent                        x             only the critical path
              → ←           on ×N: show each of the equal siblings, or one for all
              e n           next failed or found span     f             the span fills the width
              W S A D       zoom, move                    0             the whole trace, all spans
              Ctrl+C        copy the span

            in the dots of the traces
              ← →           open the one beside           e E           open the next, previous failed one
              drag          list only those inside        Esc           list all again

            in a flame graph
              ↑ ↓ ← →       walk over the boxes           Enter W       the box fills the width
              Backspace S   back out      0  all          n N           next, previous found box
              Ctrl+C        copy the stack

            in a snapshot (Ctrl+I goes there)
              ↑ ↓           next, previous frame          →             open folded frames
              a             app frames only, or all       r             the original bytes
              f             where else a value occurs     v             pin the variable
              b Enter       on a line: who wrote it       Ctrl+R        what belongs to the event

            in the patterns
              Enter         only this one                 Shift+Enter   without it
            """;

    private Keys() {}
}
