package dev.faultline.report;

import dev.faultline.export.EventView;
import dev.faultline.model.Source;
import dev.faultline.store.AuditEntry;
import dev.faultline.store.Case;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/** That the evidence is what was imported: hashes taken anew from the bytes, and the head of the audit chain. */
final class CustodySection {
    private static final int CHUNK = 1 << 20;

    private final Case of;
    private final EventView view;

    CustodySection(Case of, EventView view) {
        this.of = of;
        this.view = view;
    }

    List<Sentence> sentences(ReportProgress progress, BooleanSupplier cancelled) throws IOException {
        List<Sentence> out = new ArrayList<>();
        long all = of.reader().sources().stream().mapToLong(Source::bytes).sum();
        long before = 0;
        for (Source source : of.reader().sources()) {
            long begun = before;
            out.add(source(source, at -> {
                if (cancelled.getAsBoolean()) {
                    throw new CancellationException("the report is no longer wanted");
                }
                progress.making(ReportProgress.Part.CUSTODY, begun + at, all);
            }));
            before += source.bytes();
        }
        out.add(audit(of.auditTrail().size()));
        return out;
    }

    private Sentence source(Source source, LongConsumer each) {
        String text = String.format(
                Locale.ROOT,
                "Source %d, %s: %s, %,d bytes, SHA-256 %s (%s), %,d read = %,d stored + %,d rejected + %,d skipped.",
                source.id(),
                view.text(source.path()),
                source.format(),
                source.bytes(),
                source.sha256(),
                verdict(source, each),
                source.read(),
                source.events(),
                source.rejected(),
                source.skipped());
        return Sentence.kept("source/" + source.id(), text);
    }

    private String verdict(Source source, LongConsumer each) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (long at = 0; at < source.bytes(); at += CHUNK) {
                each.accept(at);
                digest.update(of.reader().raw(source.id(), at, (int) Math.min(CHUNK, source.bytes() - at)));
            }
            boolean same = HexFormat.of().formatHex(digest.digest()).equals(source.sha256());
            return same ? "verified from its bytes" : "ITS BYTES NO LONGER HAVE THIS HASH";
        } catch (IOException gone) {
            return "its bytes cannot be read";
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /** The chain as far as this entry: what was added since does not change it. */
    Sentence audit(int entries) throws IOException {
        List<AuditEntry> trail = of.auditTrail();
        String head =
                entries > 0 && entries <= trail.size() ? trail.get(entries - 1).hash() : "";
        return Sentence.kept(
                "audit/" + entries,
                String.format(Locale.ROOT, "The audit trail has %,d entries, its head is %s.", entries, head));
    }
}
