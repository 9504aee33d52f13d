package dev.faultline.cli;

import dev.faultline.playbook.Library;
import dev.faultline.playbook.Matcher;
import dev.faultline.playbook.Offer;
import dev.faultline.playbook.PlaybookJson;
import dev.faultline.playbook.Truth;
import dev.faultline.store.Case;
import dev.faultline.text.JsonOutput;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares a case with the library. */
@Command(name = "match", description = "Matches the library against a case: what is offered, and why.")
final class PlaybookMatchCommand implements Callable<Integer> {
    @Mixin
    CaseOption target = new CaseOption();

    @Mixin
    LibraryOption library = new LibraryOption();

    @Mixin
    OutputOption output = new OutputOption();

    @Parameters(paramLabel = "NAME", arity = "0..*", description = "Only these playbooks, every sign of them.")
    List<String> names = List.of();

    @Option(names = "--all", description = "Also those that are not offered.")
    boolean all;

    @Option(names = "--fail-if-empty", description = "Exit with 1 where nothing is offered.")
    boolean failIfEmpty;

    @Override
    public Integer call() throws IOException {
        try (Case open = target.openForReading()) {
            long start = System.nanoTime();
            Matcher matcher = new Matcher(open.reader(), () -> false);
            Map<String, String> called = new HashMap<>();
            List<Offer> offers = offers(matcher, called);
            List<Offer> shown = offers.stream()
                    .filter(offer -> all || !names.isEmpty() || offer.truth() == Truth.HOLDS)
                    .toList();
            print(shown, called);
            long unknown = offers.stream()
                    .filter(offer -> offer.truth() == Truth.UNKNOWN)
                    .count();
            if (!output.json && !output.jsonLines) {
                System.err.printf(
                        "%d of %d playbooks offered, %d undecided; %d searches, %.1f s%n",
                        offers.stream()
                                .filter(offer -> offer.truth() == Truth.HOLDS)
                                .count(),
                        offers.size(),
                        unknown,
                        matcher.searches(),
                        (System.nanoTime() - start) / 1e9);
            }
            boolean none = offers.stream().noneMatch(offer -> offer.truth() == Truth.HOLDS);
            return failIfEmpty && none ? ExitCode.NO : ExitCode.DONE;
        }
    }

    private List<Offer> offers(Matcher matcher, Map<String, String> called) throws IOException {
        if (names.isEmpty()) {
            List<Library.Entry> entries = library.open().entries();
            entries.forEach(entry -> remember(entry, called));
            return matcher.match(entries);
        }
        List<Offer> offers = new java.util.ArrayList<>();
        for (String name : names) {
            Library.Entry entry = library.require(name);
            remember(entry, called);
            offers.add(matcher.match(java.util.Objects.requireNonNull(entry.playbook()), entry.exceptions(), true));
        }
        return offers;
    }

    private static void remember(Library.Entry entry, Map<String, String> called) {
        if (entry.playbook() != null) {
            called.put(entry.playbook().id(), entry.name());
        }
    }

    private void print(List<Offer> offers, Map<String, String> called) {
        if (output.json) {
            JsonOutput.document(System.out, json -> {
                json.writeArrayPropertyStart("offers");
                for (Offer offer : offers) {
                    json.writeStartObject();
                    PlaybookJson.offer(
                            json, called.getOrDefault(offer.playbook().id(), ""), offer);
                    json.writeEndObject();
                }
                json.writeEndArray();
            });
            return;
        }
        for (Offer offer : offers) {
            String name = called.getOrDefault(offer.playbook().id(), "");
            if (output.jsonLines) {
                JsonOutput.document(System.out, json -> PlaybookJson.offer(json, name, offer));
            } else {
                System.out.println(PlaybookText.offer(name, offer));
            }
        }
    }
}
