package dev.faultline.playbook;

import dev.faultline.model.Kind;
import dev.faultline.query.Query;
import dev.faultline.store.Block;
import dev.faultline.store.CaseReader;
import dev.faultline.store.Lexicon;
import dev.faultline.store.WordHashes;
import dev.faultline.store.Words;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
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
    private final Segments segments;
    private final long[] kinds = new long[Kind.values().length];
    private final Map<String, Boolean> varying = new HashMap<>();
    private @Nullable Set<String> attributes;

    private Vocabulary(CaseReader reader, Segments segments) {
        this.reader = reader;
        this.segments = segments;
    }

    /** What is known of segments that were looked at. They never change, so later states of the case need the new ones only. */
    static final class Segments {
        private final Set<Integer> known = new HashSet<>();
        private final WordHashes words = new WordHashes();
        private final WordHashes stackWords = new WordHashes();
        private final Set<String> types = new HashSet<>();

        private synchronized boolean knows(Block block) {
            return known.contains(block.segment());
        }

        private synchronized void add(int segment, Lexicon lexicon) {
            words.addAll(lexicon.constants());
            stackWords.addAll(lexicon.stackWords());
            types.addAll(lexicon.types());
            known.add(segment);
        }
    }

    static Vocabulary of(CaseReader reader, Segments known, BooleanSupplier cancelled) {
        Vocabulary vocabulary = new Vocabulary(reader, known);
        Map<Integer, Block> fresh = new HashMap<>();
        for (Block block : reader.blocks()) {
            if (!known.knows(block)) {
                fresh.putIfAbsent(block.segment(), block);
            }
            for (int kind = 0; kind < vocabulary.kinds.length; kind++) {
                vocabulary.kinds[kind] += block.kindCount(kind);
            }
        }
        fresh.values().parallelStream().forEach(block -> {
            if (cancelled.getAsBoolean()) {
                throw new CancellationException("the match was cancelled");
            }
            known.add(block.segment(), block.lexicon());
        });
        return vocabulary;
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
            case "exception", "exception.message" -> Words.of(text).stream().allMatch(segments.stackWords::mayHold);
            case "exception.type" -> segments.types.stream().anyMatch(type -> isType(type, text));
            case "kind" -> Kind.of(text).map(kind -> count(kind) > 0).orElse(false);
            default -> mayHave(field);
        };
    }

    private boolean mayHaveWords(String text, boolean stacks, boolean messages) throws IOException {
        List<String> wanted = Words.of(text);
        for (String word : wanted) {
            boolean known = segments.words.mayHold(word)
                    || stacks && segments.stackWords.mayHold(word)
                    || messages && varies(word);
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

    private boolean mayFindPattern(String field, String pattern) {
        return switch (field) {
            case "exception.type" -> {
                String longest = longestPart(pattern);
                yield segments.types.stream()
                        .anyMatch(type -> type.toLowerCase(Locale.ROOT).contains(longest));
            }
            default -> field.isEmpty() || mayHave(field);
        };
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
            case "exception", "exception.type", "exception.message", "exception.frames" ->
                !segments.stackWords.isEmpty();
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
