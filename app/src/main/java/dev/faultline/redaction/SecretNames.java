package dev.faultline.redaction;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Says from the name of a field or a variable alone that its value must not leave, whatever it looks like.
 *
 * @param secret words that make a name one of a secret
 * @param pairs the same for two neighbouring words
 * @param person words that make it one of a person
 * @param harmless last words after which it is about the secret and not the secret itself, such as {@code tokenCount}
 */
record SecretNames(List<String> secret, List<String> pairs, List<String> person, List<String> harmless) {
    private static final int LONGEST = 400;

    SecretNames {
        secret = List.copyOf(secret);
        pairs = List.copyOf(pairs);
        person = List.copyOf(person);
        harmless = List.copyOf(harmless);
    }

    /** The category of what such a name holds. */
    Optional<String> category(String name) {
        String[] words = name.substring(Math.max(0, name.length() - LONGEST))
                .replaceAll("([a-z0-9])([A-Z])", "$1 $2")
                .toLowerCase(Locale.ROOT)
                .split("[^\\p{L}\\p{N}]+");
        if (words.length == 0 || harmless.contains(words[words.length - 1])) {
            return Optional.empty();
        }
        for (int i = 0; i < words.length; i++) {
            if (secret.contains(words[i]) || i > 0 && pairs.contains(words[i - 1] + " " + words[i])) {
                return Optional.of("secret");
            }
        }
        // Of a person only the last word says it: mail.server is none, user.mail is one.
        return person.contains(words[words.length - 1]) ? Optional.of("person") : Optional.empty();
    }
}
