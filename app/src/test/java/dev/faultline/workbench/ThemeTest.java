package dev.faultline.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.model.Severity;
import java.util.LinkedHashMap;
import java.util.Map;
import javafx.scene.paint.Color;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Contrast by WCAG 2.2, level AA: 4.5:1 for text, 3:1 for what is no text but means something. */
class ThemeTest {
    private static double luminance(Color color) {
        return 0.2126 * linear(color.getRed()) + 0.7152 * linear(color.getGreen()) + 0.0722 * linear(color.getBlue());
    }

    private static double linear(double part) {
        return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
    }

    private static double contrast(Color one, Color other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    @ParameterizedTest
    @EnumSource
    void everyColourOfTextIsReadableOnEveryGround(Theme theme) {
        Map<String, Color> texts = new LinkedHashMap<>();
        texts.put("text", theme.text);
        texts.put("muted", theme.muted);
        texts.put("change", theme.change);
        texts.put("mark", theme.mark);
        for (Severity severity : Severity.values()) {
            texts.put(severity.name(), theme.severity(severity));
        }
        texts.forEach((name, color) -> {
            assertThat(contrast(color, theme.background))
                    .as("%s on the background of %s", name, theme)
                    .isGreaterThanOrEqualTo(4.5);
            assertThat(contrast(color, theme.raised))
                    .as("%s on raised parts of %s", name, theme)
                    .isGreaterThanOrEqualTo(4.5);
        });
    }

    @ParameterizedTest
    @EnumSource
    void whatIsDrawnWithTheAccentIsSeen(Theme theme) {
        assertThat(contrast(theme.accent, theme.background)).isGreaterThanOrEqualTo(3);
        assertThat(contrast(theme.accent, theme.raised)).isGreaterThanOrEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource(Severity.class)
    void noSeverityDependsOnColourAlone(Severity severity) {
        assertThat(Theme.sign(severity)).hasSize(2);
    }
}
