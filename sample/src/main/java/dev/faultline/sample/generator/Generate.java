package dev.faultline.sample.generator;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.transport.BundleWriter;

/** Runs the incident from the first commit to the bundle, and packs what it left behind. */
public final class Generate {
    private static final PersonIdent MAINTAINER = new PersonIdent("Mara Lind", "mara@tickets.example");
    private static final PersonIdent DEVELOPER = new PersonIdent("Jo Ek", "jo@tickets.example");

    private final Path work;
    private final Path evidence;

    private Generate(Path work) {
        this.work = work;
        this.evidence = work.resolve("evidence");
    }

    /** Takes the zip to write. */
    public static void main(String[] words) throws Exception {
        Path work = Files.createTempDirectory("faultline-sample-");
        try {
            Generate generate = new Generate(work);
            generate.run();
            generate.pack(Path.of(words[0]));
        } finally {
            try (Stream<Path> files = Files.walk(work)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private void run() throws IOException, InterruptedException, GitAPIException {
        Files.createDirectories(evidence);
        Path repository = work.resolve("tickets");
        Path sources = repository.resolve("src/tickets");
        Files.createDirectories(sources);
        Instant now = Instant.now();
        try (Git git = Git.init().setDirectory(repository.toFile()).call()) {
            copy("Tickets.java", sources.resolve("Tickets.java"));
            commit(git, MAINTAINER, now.minus(Duration.ofDays(9)), "Add the storefront and booking services");
            copy("Pricing-1.java", sources.resolve("Pricing.java"));
            commit(git, MAINTAINER, now.minus(Duration.ofDays(8)), "Price seats in three currencies");
            git.tag()
                    .setName("v1.4.0")
                    .setMessage("release 1.4.0")
                    .setTagger(MAINTAINER)
                    .call();
            Shop.compile(sources, work.resolve("v1"));
            copy("Pricing-2.java", sources.resolve("Pricing.java"));
            commit(git, DEVELOPER, now.minus(Duration.ofMinutes(40)), """
                    Read exchange rates from a table

                    Rates can be added without touching the code that prices.

                    Co-Authored-By: Claude <noreply@anthropic.com>
                    """);
            git.tag()
                    .setName("v1.5.0")
                    .setMessage("release 1.5.0")
                    .setTagger(DEVELOPER)
                    .call();
            Shop.compile(sources, work.resolve("v2"));
            trade();
            bundle(git, evidence.resolve("tickets.bundle"));
        }
    }

    private void trade() throws IOException, InterruptedException {
        Shop shop = new Shop(evidence);
        int storefront = Shop.freePort();
        int booking = Shop.freePort();
        int pricing = Shop.freePort();
        Process first = shop.start("storefront", storefront, booking, work.resolve("v1"), "1.4.0");
        Process second = shop.start("booking", booking, pricing, work.resolve("v1"), "1.4.0");
        Process third = shop.start("pricing", pricing, 0, work.resolve("v1"), "1.4.0");
        shop.order(storefront, 120);
        third.destroy();
        third.waitFor();
        Process deployed = shop.start("pricing", pricing, 0, work.resolve("v2"), "1.5.0");
        shop.order(storefront, 80);
        shop.threadDump(deployed, evidence.resolve("pricing.jcmd-threads.txt"));
        for (Process process : new Process[] {first, second, deployed}) {
            process.destroy();
            process.waitFor();
        }
    }

    private static void copy(String resource, Path file) throws IOException {
        try (InputStream in = Generate.class.getResourceAsStream("/tickets/" + resource)) {
            Files.write(file, Objects.requireNonNull(in, resource).readAllBytes());
        }
    }

    private static void commit(Git git, PersonIdent author, Instant time, String message) throws GitAPIException {
        PersonIdent dated = new PersonIdent(author, time, ZoneOffset.UTC);
        git.add().addFilepattern(".").call();
        git.commit()
                .setAuthor(dated)
                .setCommitter(dated)
                .setMessage(message)
                .setSign(false)
                .call();
    }

    private static void bundle(Git git, Path file) throws IOException {
        BundleWriter writer = new BundleWriter(git.getRepository());
        for (Ref ref : git.getRepository().getRefDatabase().getRefs()) {
            if (ref.getName().startsWith("refs/")) {
                writer.include(ref);
            }
        }
        try (OutputStream out = Files.newOutputStream(file)) {
            writer.writeBundle(NullProgressMonitor.INSTANCE, out);
        }
    }

    private void pack(Path zip) throws IOException {
        Files.createDirectories(Objects.requireNonNull(zip.toAbsolutePath().getParent()));
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip), StandardCharsets.UTF_8);
                Stream<Path> files = Files.list(evidence)) {
            for (Path file : files.sorted().toList()) {
                out.putNextEntry(new ZipEntry(String.valueOf(file.getFileName())));
                Files.copy(file, out);
                out.closeEntry();
            }
        }
    }
}
