package dev.faultline.cli;

import picocli.CommandLine.Command;

/** Playbooks: what the senior engineer does in their head, as a file. */
@Command(
        name = "playbook",
        description = "Lists, checks, matches, runs, tests, makes and shares playbooks; see docs/playbooks.md.",
        synopsisSubcommandLabel = "new|record|check|list|match|run|test|add|export",
        subcommands = {
            PlaybookNewCommand.class,
            PlaybookRecordCommand.class,
            PlaybookCheckCommand.class,
            PlaybookListCommand.class,
            PlaybookMatchCommand.class,
            PlaybookRunCommand.class,
            PlaybookTestCommand.class,
            PlaybookAddCommand.class,
            PlaybookExportCommand.class
        })
final class PlaybookCommand implements Runnable {
    @picocli.CommandLine.Spec
    picocli.CommandLine.Model.CommandSpec spec = picocli.CommandLine.Model.CommandSpec.create();

    @Override
    public void run() {
        throw new CommandException(
                ExitCode.USAGE, "what with playbooks? One of: new, record, check, list, match, run, test, add, export");
    }
}
