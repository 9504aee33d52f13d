package dev.faultline.analysis.signal;

import dev.faultline.store.CaseReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Everything that differs between two windows.
 *
 * @param findings all signals but exceptions
 * @param exceptions exceptions with their stacks
 * @param spans the spans of both windows
 */
public record Signals(List<Finding> findings, List<Thrown> exceptions, SpanTable spans) {
    /** Copies the lists. */
    public Signals {
        findings = List.copyOf(findings);
        exceptions = List.copyOf(exceptions);
    }

    /**
     * Reads the windows and compares them. Exact, unless {@link SpanTable#sampling} is above one.
     *
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    public static Signals read(CaseReader reader, Windows windows, BooleanSupplier cancelled) throws IOException {
        SpanTable spans = SpanReader.read(reader, windows, cancelled);
        StatementTable statements = StatementTable.read(reader, windows, spans, cancelled);
        List<Finding> findings = new ArrayList<>(new Structure(spans, new Sequences(spans, statements)).findings());
        findings.addAll(new HopGap(spans).findings());
        findings.addAll(new SelfTime(spans).findings());
        findings.addAll(new FailingSpans(spans).findings());
        findings.addAll(Resources.findings(reader, windows, cancelled));
        LogSignals logs = LogSignals.read(reader, windows, cancelled);
        findings.addAll(logs.patterns());
        return new Signals(findings, logs.exceptions(), spans);
    }
}
