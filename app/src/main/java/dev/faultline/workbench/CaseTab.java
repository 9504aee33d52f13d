package dev.faultline.workbench;

/** One of the views that share the middle of the window; only the one in front asks the case anything. */
interface CaseTab {
    /** Asks anew, because what is looked at has changed or the view came to the front. */
    void refresh();

    void theme(Theme next);

    /** Takes the keys. */
    void focus();

    /** Takes back what is asked above its own things; false where there was nothing. */
    default boolean leave() {
        return false;
    }

    /** Whether its fields are filled in rather than searched with. */
    default boolean isForm() {
        return false;
    }

    /** The height that it needs to be of use, at the usual size of letters; what stands above all views gives way. */
    default double least() {
        return 250;
    }
}
