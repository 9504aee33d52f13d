package dev.faultline.report;

import java.util.List;

/** A heading and what stands under it. */
record Section(String title, List<Sentence> sentences) {
    Section {
        sentences = List.copyOf(sentences);
    }
}
