package dev.faultline.workbench;

import dev.faultline.model.EventId;
import org.jspecify.annotations.Nullable;

/**
 * Where an investigator stands in a case, exactly enough to come back to it.
 *
 * @param state what is looked at
 * @param top position of the first row on screen
 * @param selected the event under the cursor; null for none
 */
record Place(ViewState state, long top, @Nullable EventId selected) {
    static final Place START = new Place(ViewState.START, 0, null);

    /** Whether nobody had gone anywhere. */
    boolean isStart() {
        return top == 0 && selected == null;
    }
}
