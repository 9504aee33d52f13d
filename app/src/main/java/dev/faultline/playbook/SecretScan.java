package dev.faultline.playbook;

import dev.faultline.playbook.yaml.Mark;
import dev.faultline.playbook.yaml.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds what must not be shared: keys, tokens, passwords, card numbers. A first net, not the redaction of an export. */
final class SecretScan {
    private static final Map<String, Pattern> FORMS = Map.of(
            "a private key", Pattern.compile("-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----"),
            "an AWS access key", Pattern.compile("\\b(?:AKIA|ASIA)[0-9A-Z]{16}\\b"),
            "a token", Pattern.compile("\\b(?:ghp_|gho_|glpat-|xox[abp]-|sk_live_|npm_)[A-Za-z0-9_-]{16,}"),
            "a JSON web token", Pattern.compile("\\beyJ[A-Za-z0-9_-]{8,}\\.eyJ[A-Za-z0-9_-]{8,}\\."),
            "a bearer token", Pattern.compile("(?i)\\bauthorization: *bearer +[A-Za-z0-9._~+/-]{16,}"),
            "a password",
                    Pattern.compile(
                            "(?i)\\b(?:password|passwd|secret|api_?key)\\b[\"']? *[=:] *[\"']?[^\\s\"'{<*]{6,}"),
            "an address with a password", Pattern.compile("\\b[a-z][a-z0-9+]{1,15}://[^\\s/:@]{1,64}:[^\\s/@]{3,64}@"));
    private static final Pattern DIGITS = Pattern.compile("\\b(?:\\d[ -]?){13,19}\\b");

    private SecretScan() {}

    /** A finding: where, and what it looks like. */
    record Secret(Mark mark, String what) {}

    /** The first secret in any text of a file. */
    static Optional<Secret> find(Node root) {
        List<Node> open = new ArrayList<>(List.of(root));
        while (!open.isEmpty()) {
            Node node = open.removeLast();
            switch (node) {
                case Node.Members members -> members.values().values().forEach(member -> open.add(member.value()));
                case Node.Items items -> open.addAll(items.values());
                case Node.Scalar scalar -> {
                    Optional<String> what = find(scalar.text());
                    if (what.isPresent()) {
                        return Optional.of(new Secret(scalar.mark(), what.get()));
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** What in the text looks like a secret. */
    static Optional<String> find(String text) {
        for (Map.Entry<String, Pattern> form : FORMS.entrySet()) {
            if (form.getValue().matcher(text).find()) {
                return Optional.of(form.getKey());
            }
        }
        Matcher digits = DIGITS.matcher(text);
        while (digits.find()) {
            if (isCard(digits.group().replaceAll("[ -]", ""))) {
                return Optional.of("a card number");
            }
        }
        return Optional.empty();
    }

    /** Luhn's check, and a first digit that cards have. */
    private static boolean isCard(String digits) {
        if (digits.length() < 13 || "3456".indexOf(digits.charAt(0)) < 0) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int value = i % 2 == 1 ? digit * 2 : digit;
            sum += value > 9 ? value - 9 : value;
        }
        return sum % 10 == 0;
    }
}
