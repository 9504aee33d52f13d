package dev.faultline.cli;

import dev.faultline.host.Release;
import picocli.CommandLine.IVersionProvider;

/** The version, as a command says it. */
final class Version implements IVersionProvider {
    static String text() {
        return Release.version();
    }

    @Override
    public String[] getVersion() {
        return new String[] {"faultline " + text() + ", Java " + Runtime.version()};
    }
}
