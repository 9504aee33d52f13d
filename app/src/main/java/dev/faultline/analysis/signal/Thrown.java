package dev.faultline.analysis.signal;

import dev.faultline.model.Frame;
import dev.faultline.model.StackTrace;
import org.jspecify.annotations.Nullable;

/**
 * An exception of the incident, in one place of the code.
 *
 * @param stack its stack, that of the cause at the bottom of the chain
 * @param frame the innermost frame of the application, else the innermost one; null where there is none
 * @param finding how often, and where
 * @param failing how many there were in the incident
 */
public record Thrown(
        StackTrace stack, @Nullable Frame frame, Finding finding, int failing) {}
