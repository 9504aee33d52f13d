package dev.faultline.report;

import java.util.List;

/** A heading and what stands under it. */
public record Section(String title, List<Sentence> sentences) {
    /** Copies the sentences. */
    public Section {
        sentences = List.copyOf(sentences);
    }
}
