package dev.faultline.cli;

import picocli.CommandLine.Option;

/** Text for a person, or JSON for a program. */
final class OutputOption {
    @Option(names = "--json", description = "One JSON document.")
    boolean json;

    @Option(names = "--jsonl", description = "One JSON document per line and item.")
    boolean jsonLines;
}
