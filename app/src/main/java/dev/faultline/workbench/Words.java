package dev.faultline.workbench;

import java.math.RoundingMode;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.ResourceBundle;

/**
 * What the window itself says, in the language of its reader; what evidence says and what analysis says of it stays as it
 * is, so that it reads the same in a report, on the command line and on a colleague's screen.
 */
final class Words {
    /** Those there is a bundle for. */
    static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.GERMAN);

    private static final String BUNDLE = "dev.faultline.workbench.words";

    private static volatile Words spoken = new Words(Locale.ENGLISH);

    private final Locale locale;
    private final ResourceBundle bundle;

    private Words(Locale locale) {
        this.locale = locale;
        bundle = ResourceBundle.getBundle(
                BUNDLE, locale, ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /** From now on this language is spoken: the chosen one, or the system's, or English where there is no bundle for it. */
    static void speak(Optional<Locale> chosen) {
        Locale system = Locale.getDefault();
        Locale wanted = chosen.orElse(system);
        if (LANGUAGES.stream().noneMatch(each -> isSame(each, wanted))) {
            spoken = new Words(Locale.ENGLISH);
        } else {
            // The system's own has a country, and with it the way to write numbers.
            spoken = new Words(isSame(wanted, system) ? system : wanted);
        }
    }

    static boolean isSame(Locale language, Locale other) {
        return language.getLanguage().equals(other.getLanguage());
    }

    static Locale locale() {
        return spoken.locale;
    }

    /** The text of this key; with values in the places of its pattern. A key that is missing shows itself. */
    static String of(String key, Object... values) {
        Words words = spoken;
        String text;
        try {
            text = words.bundle.getString(key);
        } catch (MissingResourceException missing) {
            return key;
        }
        // An apostrophe is one: translators need not know that this format quotes with it.
        return values.length == 0 ? text : new MessageFormat(text.replace("'", "''"), words.locale).format(values);
    }

    /** {@code 12,345}, as the language groups it. */
    static String number(long value) {
        return NumberFormat.getIntegerInstance(spoken.locale).format(value);
    }

    /** With so many digits after the decimal point, rounded as {@code String.format} does in the sentences of analysis. */
    static String number(double value, int digits) {
        NumberFormat format = NumberFormat.getNumberInstance(spoken.locale);
        format.setMinimumFractionDigits(digits);
        format.setMaximumFractionDigits(digits);
        format.setRoundingMode(RoundingMode.HALF_UP);
        return format.format(value);
    }
}
