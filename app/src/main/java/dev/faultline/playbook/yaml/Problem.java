package dev.faultline.playbook.yaml;

/**
 * Something wrong in a file.
 *
 * @param code what kind of trouble; the names are part of the report's format
 * @param mark where
 * @param detail what is wrong and what was expected, in words for a person
 */
public record Problem(Code code, Mark mark, String detail) {
    /** What can be wrong. */
    public enum Code {
        YAML_SYNTAX,
        YAML_TAG,
        YAML_ALIASES,
        DUPLICATE_KEY,
        TOO_DEEP,
        TOO_LARGE,
        BAD_UTF8,
        UNSUPPORTED_VERSION,
        UNKNOWN_ACTION,
        PATH_ESCAPE,
        UNKNOWN_KEY,
        MISSING_KEY,
        WRONG_TYPE,
        BAD_VALUE,
        BAD_QUERY,
        UNKNOWN_REFERENCE,
        DUPLICATE_ID,
        CYCLE,
        /** Advice: the file can be used. */
        ADVICE;

        /** Whether the file is no playbook of ours at all, or wants what no playbook may do. */
        public boolean isRefusal() {
            return switch (this) {
                case YAML_SYNTAX,
                        YAML_TAG,
                        YAML_ALIASES,
                        DUPLICATE_KEY,
                        TOO_DEEP,
                        TOO_LARGE,
                        BAD_UTF8,
                        UNSUPPORTED_VERSION,
                        UNKNOWN_ACTION,
                        PATH_ESCAPE -> true;
                default -> false;
            };
        }
    }

    /** Whether the file cannot be used because of it. */
    public boolean isError() {
        return code != Code.ADVICE;
    }
}
