package dev.faultline.workbench;

import java.nio.file.Path;
import java.util.List;

/** Pictures of what one does while one searches: what is not found, kept, followed, noted. */
final class WorkPictures {
    private final MainWindow window;
    private final CaseModel model;
    private final Path pictures;
    private final String suffix;

    WorkPictures(MainWindow window, CaseModel model, Path pictures, String suffix) {
        this.window = window;
        this.model = model;
        this.pictures = pictures;
        this.suffix = suffix;
    }

    void take() throws Exception {
        nothingFound();
    }

    private void look(ViewState next) throws InterruptedException {
        Screenshots.onUi(() -> model.look(next));
    }

    private void save(String name) throws InterruptedException {
        Screenshots.save(window, pictures.resolve(name + suffix));
    }

    private void nothingFound() throws InterruptedException {
        look(ViewState.START
                .withQuery("service:paymet severity:error \"charge failed\"")
                .withFilters(List.of(new ViewState.Filter("kind", "span", false))));
        save("nothing-found");
        look(ViewState.START);
    }
}
