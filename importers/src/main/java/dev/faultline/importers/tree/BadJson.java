package dev.faultline.importers.tree;

import dev.faultline.model.IssueCode;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;

/** Text that is not JSON or YAML, or not within the limits; the message names the column. */
public final class BadJson extends Exception {
    private static final long serialVersionUID = 1L;

    /** Jackson says of which object in memory it read, which tells nobody anything. */
    private static final Pattern SOURCE = Pattern.compile(" ?\\((?:start marker )?at \\[Source:[^\\]]*\\]\\)");

    private final IssueCode code;

    BadJson(JacksonException broken) {
        super(sentence(broken), broken);
        code = code(broken);
    }

    BadJson(YamlEngineException broken) {
        super(sentence(broken), broken);
        code = IssueCode.BAD_RECORD;
    }

    /** What kind of trouble it is. */
    public IssueCode code() {
        return code;
    }

    private static IssueCode code(JacksonException broken) {
        if (broken instanceof StreamConstraintsException) {
            return String.valueOf(broken.getMessage()).contains("nesting depth")
                    ? IssueCode.TOO_DEEP
                    : IssueCode.BAD_JSON;
        }
        boolean ended = broken instanceof UnexpectedEndOfInputException
                || String.valueOf(broken.getOriginalMessage()).contains("ends within");
        return ended ? IssueCode.TRUNCATED : IssueCode.BAD_JSON;
    }

    private static String sentence(JacksonException broken) {
        TokenStreamLocation at = broken.getLocation();
        String where = at == null ? "" : "column " + at.getColumnNr() + ": ";
        return where + shortened(String.valueOf(broken.getOriginalMessage()));
    }

    private static String sentence(YamlEngineException broken) {
        boolean marked = broken instanceof MarkedYamlEngineException;
        String problem = marked ? ((MarkedYamlEngineException) broken).getProblem() : broken.getMessage();
        return "no YAML: " + shortened(String.valueOf(problem));
    }

    private static String shortened(String whole) {
        String said = SOURCE.matcher(whole).replaceFirst("");
        return said.length() > 200 ? said.substring(0, 200) + "…" : said;
    }
}
