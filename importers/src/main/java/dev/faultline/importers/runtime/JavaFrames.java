package dev.faultline.importers.runtime;

import dev.faultline.model.Frame;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Frames as the Java virtual machine prints them: {@code java.base@25/java.lang.Object.wait(Object.java:389)}. */
public final class JavaFrames {
    private static final List<String> LIBRARIES = List.of(
            "java.",
            "javax.",
            "jakarta.",
            "jdk.",
            "sun.",
            "com.sun.",
            "kotlin.",
            "kotlinx.",
            "scala.",
            "groovy.",
            "io.opentelemetry.",
            "io.netty.",
            "io.micrometer.",
            "reactor.",
            "datadog.",
            "com.fasterxml.",
            "com.google.common.",
            "org.apache.",
            "org.eclipse.jetty.",
            "org.hibernate.",
            "org.jboss.",
            "org.junit.",
            "org.slf4j.",
            "org.springframework.");

    private JavaFrames() {}

    /**
     * Reads a frame, with or without {@code at} before it. The module may stand before the class (a slash behind it) or
     * in the brackets, as {@code jstack} writes it. Text of another form becomes a frame of that name.
     */
    public static Frame parse(String text) {
        String line = text.strip();
        String call = line.startsWith("at ") ? line.substring(3) : line;
        int open = call.lastIndexOf('(');
        if (open < 0 || !call.endsWith(")")) {
            return of(call, null, 0, null);
        }
        String place = call.substring(open + 1, call.length() - 1);
        int slash = place.indexOf('/');
        String module = slash < 0 ? null : place.substring(0, slash);
        String source = place.substring(slash + 1);
        int colon = source.lastIndexOf(':');
        int number = colon < 0 ? 0 : line(source.substring(colon + 1));
        String file = number > 0 ? source.substring(0, colon) : source;
        boolean named = !file.equals("Native Method") && !file.equals("Unknown Source");
        return of(call.substring(0, open), named ? file : null, number, module);
    }

    /** Whether a function of this name belongs to the application, as far as its package says. */
    public static boolean inApp(String function) {
        for (String library : LIBRARIES) {
            if (function.startsWith(library)) {
                return false;
            }
        }
        return true;
    }

    private static Frame of(String call, @Nullable String file, int line, @Nullable String module) {
        int slash = call.indexOf('/');
        // a hidden class has a slash of its own: shop.Orders$$Lambda/0x000000005c516ae0.run
        boolean prefixed = slash > 0 && !call.startsWith("/0x", slash);
        String function = prefixed ? call.substring(slash + 1) : call;
        String owner = prefixed ? call.substring(0, slash) : module;
        return new Frame(function, file, line, owner, inApp(function));
    }

    private static int line(String digits) {
        int value = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(i) - '0';
            if (digit < 0 || digit > 9 || i == 9) {
                return 0;
            }
            value = value * 10 + digit;
        }
        return value;
    }
}
