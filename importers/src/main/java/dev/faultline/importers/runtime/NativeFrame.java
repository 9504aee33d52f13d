package dev.faultline.importers.runtime;

import dev.faultline.model.Frame;
import org.jspecify.annotations.Nullable;

/**
 * A frame as HotSpot prints it after a crash: a letter for its kind, then a library with a symbol ({@code V
 * [libjvm.so+0x12364ad]  Unsafe_PutInt+0xad}) or a Java method with its descriptor ({@code j  Crash.parseFrame(J)V+6}).
 */
final class NativeFrame {
    private NativeFrame() {}

    static Frame parse(String line) {
        String text = line.substring(1).strip();
        if (text.startsWith("[")) {
            int close = text.indexOf(']');
            String place = close < 0 ? text.substring(1) : text.substring(1, close);
            int plus = place.lastIndexOf("+0x");
            String library = plus < 0 ? place : place.substring(0, plus);
            String symbol =
                    close < 0 ? "" : withoutOffset(text.substring(close + 1).strip());
            return new Frame(symbol.isEmpty() ? place : symbol, null, 0, library, line.charAt(0) == 'C');
        }
        String java = method(text);
        if (java == null) {
            return new Frame(withoutOffset(text.split(" ", 2)[0]), null, 0, null, false);
        }
        return new Frame(java, null, 0, null, JavaFrames.inApp(java));
    }

    /** Compiled methods have numbers and the compiler's name before them. */
    private static @Nullable String method(String text) {
        for (String word : text.split(" ", 12)) {
            int bracket = word.indexOf('(');
            if (bracket > 0 && word.indexOf(')') > bracket && word.indexOf('.') > 0) {
                return word.substring(0, bracket);
            }
        }
        return null;
    }

    private static String withoutOffset(String symbol) {
        int plus = symbol.lastIndexOf("+0x");
        return plus <= 0 ? symbol : symbol.substring(0, plus);
    }
}
