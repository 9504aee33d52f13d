package dev.faultline.analysis.gap;

import dev.faultline.model.Frame;
import dev.faultline.model.StackTrace;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a service is written in, as far as its stack traces show. */
enum Language {
    JAVA,
    PYTHON,
    JAVASCRIPT,
    GO,
    OTHER;

    static Language of(@Nullable StackTrace stack) {
        for (StackTrace each = stack; each != null; each = each.cause()) {
            for (Frame frame : each.frames()) {
                Language language = of(frame.file());
                if (language != OTHER) {
                    return language;
                }
            }
        }
        return OTHER;
    }

    static Language of(@Nullable String file) {
        String name = file == null ? "" : file.toLowerCase(Locale.ROOT);
        if (name.endsWith(".java") || name.endsWith(".kt") || name.endsWith(".scala")) {
            return JAVA;
        }
        if (name.endsWith(".py")) {
            return PYTHON;
        }
        if (name.endsWith(".js") || name.endsWith(".ts") || name.endsWith(".mjs") || name.endsWith(".cjs")) {
            return JAVASCRIPT;
        }
        return name.endsWith(".go") ? GO : OTHER;
    }
}
