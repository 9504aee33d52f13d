package dev.faultline.cli;

import dev.faultline.text.JsonOutput;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Hostile questions, one JSON object a line, and how each was answered: the two commands that prove the limits hold. */
final class ProbeFile {
    private static final JsonFactory JSON = new JsonFactory();

    private final List<Map<String, String>> questions;
    private final List<Answer> answers = new ArrayList<>();

    private ProbeFile(List<Map<String, String>> questions) {
        this.questions = questions;
    }

    /** How one was answered; {@code outcome} is ok, refused or partial. */
    private record Answer(String name, String outcome, String detail, long millis) {}

    /** Answers one question, or throws a {@link Refusal}; says in words what came out. */
    interface Trial {
        String answer(Map<String, String> question) throws IOException, Refusal;
    }

    /** A question that was not tried, with the reason for a person. */
    static final class Refusal extends Exception {
        private static final long serialVersionUID = 1L;

        Refusal(String message) {
            super(message);
        }
    }

    static ProbeFile read(Path file) throws IOException {
        List<Map<String, String>> questions = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            if (!line.isBlank()) {
                questions.add(fields(line));
            }
        }
        return new ProbeFile(questions);
    }

    private static Map<String, String> fields(String line) throws IOException {
        Map<String, String> fields = new HashMap<>();
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), line)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = json.currentName();
                fields.put(name, json.nextToken() == JsonToken.VALUE_STRING ? json.getString() : "");
                json.skipChildren();
            }
        } catch (JacksonException wrong) {
            throw new CommandException(ExitCode.UNREADABLE, "a line is no JSON object: " + wrong.getOriginalMessage());
        }
        return fields;
    }

    void answer(Trial trial) throws IOException {
        for (Map<String, String> question : questions) {
            String name = question.getOrDefault("name", String.valueOf(answers.size() + 1));
            long started = System.nanoTime();
            String outcome = "ok";
            String detail;
            try {
                detail = trial.answer(question);
            } catch (Refusal refused) {
                outcome = "refused";
                detail = String.valueOf(refused.getMessage());
            } catch (CancellationException late) {
                outcome = "partial";
                detail = "stopped when its time was over";
            }
            answers.add(new Answer(name, outcome, detail, (System.nanoTime() - started) / 1_000_000));
        }
    }

    void report(Path file) throws IOException {
        try (PrintStream out =
                new PrintStream(new BufferedOutputStream(Files.newOutputStream(file)), false, StandardCharsets.UTF_8)) {
            JsonOutput.document(out, json -> {
                json.writeArrayPropertyStart("results");
                for (Answer answer : answers) {
                    json.writeStartObject();
                    json.writeStringProperty("name", answer.name());
                    json.writeStringProperty("outcome", answer.outcome());
                    json.writeStringProperty("detail", answer.detail());
                    json.writeNumberProperty("ms", answer.millis());
                    json.writeEndObject();
                }
                json.writeEndArray();
            });
        }
    }
}
