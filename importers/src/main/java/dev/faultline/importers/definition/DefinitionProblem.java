package dev.faultline.importers.definition;

/**
 * What is wrong with a definition, for the person who writes it.
 *
 * @param line from 1
 * @param column from 1
 */
public record DefinitionProblem(int line, int column, String text) {
    @Override
    public String toString() {
        return line + ":" + column + ": " + text;
    }
}
