package dev.faultline.playbook;

import dev.faultline.model.Frame;
import dev.faultline.model.Kind;
import dev.faultline.model.StackTrace;
import dev.faultline.query.Query;
import dev.faultline.store.Block;
import dev.faultline.store.CaseReader;
import dev.faultline.store.Column;
import dev.faultline.store.Template;
import dev.faultline.store.Words;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Which words, kinds, exceptions and attributes occur in a case at all. Most questions of a library are about software
 * that a case has nothing of; they are answered here, exactly, without a search.
 */
final class Vocabulary {
    private final CaseReader reader;
    private final Set<String> words = ConcurrentHashMap.newKeySet();
    private final Set<String> stackWords = ConcurrentHashMap.newKeySet();
    private final Set<String> types = ConcurrentHashMap.newKeySet();
    private final long[] kinds = new long[Kind.values().length];
    private final Map<String, Boolean> varying = new HashMap<>();
    private @Nullable NavigableSet<String> sorted;
    private @Nullable Set<String> attributes;

    private Vocabulary(CaseReader reader) {
        this.reader = reader;
    }

    static Vocabulary of(CaseReader reader, BooleanSupplier cancelled) {
        Vocabulary vocabulary = new Vocabulary(reader);
        Map<Integer, Block> segments = new HashMap<>();
        for (Block block : reader.blocks()) {
            segments.putIfAbsent(block.segment(), block);
            for (int kind = 0; kind < vocabulary.kinds.length; kind++) {
                vocabulary.kinds[kind] += block.kindCount(kind);
            }
        }
        segments.values().parallelStream().forEach(block -> {
            if (cancelled.getAsBoolean()) {
                throw new CancellationException("the match was cancelled");
            }
            vocabulary.addSegment(block);
        });
        return vocabulary;
    }

    private void addSegment(Block block) {
        Set<String> tokens = new HashSet<>();
        for (Template template : block.templates()) {
            for (String token : template.tokens()) {
                if (token != null) {
                    tokens.add(token);
                }
            }
        }
        tokens.addAll(block.dictionary(Column.NAME));
        addWords(tokens, words);
        Lines lines = new Lines();
        for (StackTrace stack : block.stacks()) {
            for (StackTrace each = stack; each != null; each = each.cause()) {
                addStack(each, lines);
            }
        }
        addWords(lines.distinct, stackWords);
    }

    private static void addWords(Collection<String> texts, Set<String> into) {
        for (String text : texts) {
            into.addAll(Words.of(text));
        }
    }

    private void addStack(StackTrace stack, Lines lines) {
        if (!stack.type().isEmpty()) {
            types.add(stack.type());
        }
        lines.add(stack.type());
        if (stack.message() != null) {
            lines.add(stack.message());
        }
        if (stack.text() != null) {
            lines.add(stack.text());
        } else {
            for (Frame frame : stack.frames()) {
                lines.add(frame.toString());
            }
        }
    }

    /** The different lines of many texts: stack traces repeat theirs thousands of times. */
    private static final class Lines {
        private final Set<Long> hashes = new HashSet<>();
        private final Set<String> distinct = new HashSet<>();

        void add(String text) {
            int start = 0;
            long hash = 1_125_899_906_842_597L;
            for (int i = 0; i <= text.length(); i++) {
                char c = i == text.length() ? '\n' : text.charAt(i);
                if (c != '\n') {
                    hash = 31 * hash + c;
                    continue;
                }
                if (i > start && hashes.add(hash)) {
                    distinct.add(text.substring(start, i));
                }
                start = i + 1;
                hash = 1_125_899_906_842_597L;
            }
        }
    }

    /** How many events of a kind there are, hidden ones too. */
    long count(Kind kind) {
        return kinds[kind.ordinal()];
    }

    /** False: the query surely finds nothing. True: it may. */
    boolean mayFind(Query query) throws IOException {
        return switch (query) {
            case Query.All all -> true;
            case Query.Not not -> true;
            case Query.And and -> {
                for (Query part : and.clauses()) {
                    if (!mayFind(part)) {
                        yield false;
                    }
                }
                yield true;
            }
            case Query.Or or -> {
                for (Query part : or.clauses()) {
                    if (mayFind(part)) {
                        yield true;
                    }
                }
                yield false;
            }
            case Query.Term term -> mayFindTerm(term.field() == null ? "" : term.field(), term.text());
            case Query.Wildcard wildcard ->
                mayFindPattern(wildcard.field() == null ? "" : wildcard.field(), wildcard.pattern());
            case Query.Fuzzy fuzzy -> mayHave(fuzzy.field() == null ? "" : fuzzy.field());
            case Query.Regex regex -> mayHave(regex.field() == null ? "" : regex.field());
            case Query.Range range -> mayHave(range.field());
        };
    }

    private boolean mayFindTerm(String field, String text) throws IOException {
        return switch (field) {
            case "", "message", "name" -> mayHaveWords(text, field.isEmpty(), !field.equals("name"));
            case "exception", "exception.message", "exception.frames" -> stackWords.containsAll(Words.of(text));
            case "exception.type" -> types.stream().anyMatch(type -> isType(type, text));
            case "kind" -> Kind.of(text).map(kind -> count(kind) > 0).orElse(false);
            default -> mayHave(field);
        };
    }

    private boolean mayHaveWords(String text, boolean stacks, boolean messages) throws IOException {
        List<String> wanted = Words.of(text);
        for (String word : wanted) {
            boolean known = words.contains(word) || stacks && stackWords.contains(word) || messages && varies(word);
            if (!known) {
                return false;
            }
        }
        return true;
    }

    private boolean varies(String word) throws IOException {
        Boolean known = varying.get(word);
        if (known == null) {
            known = Words.hasDigit(word)
                    ? reader.blocks().stream().anyMatch(block -> block.mayHoldNumber(word))
                    : !reader.blocksWithWord(word).isEmpty();
            varying.put(word, known);
        }
        return known;
    }

    private static boolean isType(String type, String wanted) {
        int simple = Math.max(type.lastIndexOf('.'), type.lastIndexOf('$')) + 1;
        return type.equalsIgnoreCase(wanted) || type.substring(simple).equalsIgnoreCase(wanted);
    }

    private boolean mayFindPattern(String field, String pattern) throws IOException {
        String prefix = prefix(pattern);
        return switch (field) {
            case "", "message", "exception" -> prefix.isEmpty() || mayStart(prefix);
            case "exception.type" -> {
                String longest = longestPart(pattern);
                yield types.stream()
                        .anyMatch(type -> type.toLowerCase(Locale.ROOT).contains(longest));
            }
            default -> mayHave(field);
        };
    }

    private boolean mayStart(String prefix) throws IOException {
        NavigableSet<String> all = sorted;
        if (all == null) {
            all = new TreeSet<>(words);
            all.addAll(stackWords);
            sorted = all;
        }
        String next = all.ceiling(prefix);
        return next != null && next.startsWith(prefix)
                || !reader.blocksWithPrefix(prefix).isEmpty();
    }

    /** The letters before the first wildcard or digit. */
    private static String prefix(String pattern) {
        int end = 0;
        while (end < pattern.length() && Character.isLetter(pattern.charAt(end))) {
            end++;
        }
        return pattern.substring(0, end).toLowerCase(Locale.ROOT);
    }

    private static String longestPart(String pattern) {
        String longest = "";
        for (String part : pattern.toLowerCase(Locale.ROOT).split("[*?\\\\]")) {
            longest = part.length() > longest.length() ? part : longest;
        }
        return longest;
    }

    /** Whether any event may have the field at all. */
    private boolean mayHave(String field) {
        if (field.startsWith("attributes.")) {
            return attributes().contains(field.substring("attributes.".length()).toLowerCase(Locale.ROOT));
        }
        if (field.startsWith("var.")) {
            return count(Kind.SNAPSHOT) > 0;
        }
        return switch (field) {
            case "files", "author", "revision", "attribution" -> count(Kind.CHANGE) > 0;
            case "exception", "exception.type", "exception.message", "exception.frames" -> !stackWords.isEmpty();
            default -> true;
        };
    }

    private Set<String> attributes() {
        Set<String> known = attributes;
        if (known == null) {
            Set<String> found = ConcurrentHashMap.newKeySet();
            reader.blocks().parallelStream().forEach(block -> {
                try {
                    block.attributeKeys().forEach(key -> found.add(key.toLowerCase(Locale.ROOT)));
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
            });
            known = found;
            attributes = known;
        }
        return known;
    }
}
