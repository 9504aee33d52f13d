package dev.faultline.importers.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.faultline.importers.Formats;
import dev.faultline.importers.Import;
import dev.faultline.importers.ImportListener;
import dev.faultline.importers.ImportOptions;
import dev.faultline.importers.Importer;
import dev.faultline.model.Event;
import dev.faultline.store.Block;
import dev.faultline.store.Case;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The hand-written readers of the most common text formats give what their definitions say. */
class EqualToTheirDefinitionTest {
    private static final Path SAMPLES =
            Path.of("../../shared/samples").toAbsolutePath().normalize();
    private static final Set<String> REQUESTS = Set.of("access-log", "uwsgi", "aws-elb");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "logback, logs/java/shop/payment.log, text-log",
        "log4j2, logs/java/warehouse/warehouse.log, text-log",
        "kafka, logs/java/kafka0-server.log, text-log",
        "spring, logs/lnav/logfile_java.0, text-log",
        "zap-console, logs/text/zap-console.log, text-log",
        "winston, logs/text/winston-printf.log, text-log",
        "python, logs/text/checkout-stdlib.log, text-log",
        "glog, logs/lnav/logfile_glog.0, text-log",
        "hdfs, logs/loghub/HDFS_2k.log, text-log",
        "kubectl-app, logs/k8s/errors.kubectl-logs.txt, text-log",
        "zookeeper, logs/loghub/Zookeeper_2k.log, text-log",
        "nginx-error, logs/web/nginx-error.log, nginx-error",
        "apache-error, logs/loghub/Apache_2k.log, apache-error",
        "access, logs/web/nginx-access.log, access-log",
        "sshd, logs/loghub/OpenSSH_2k.log, syslog",
        "syslog-iso, logs/syslog/haproxy-iso.log, syslog",
        "syslog-bsd, logs/syslog/haproxy-rfc3164.log, syslog",
        "mariadb-error, logs/db/mariadb-10.11-error.log, text-log",
        "uwsgi, logs/lnav/logfile_uwsgi.0, uwsgi",
        "aws-elb-as-data, logs/web/aws_elb_access.log, aws-elb",
    })
    void readsWhatItsDefinitionSays(String name, String sample, String format) throws IOException {
        assumeThat(Files.isDirectory(SAMPLES))
                .as("the shared samples lie beside the project")
                .isTrue();
        DefinitionReader.Result read = DefinitionReader.read(definition(name));
        assertThat(read.problems()).isEmpty();
        DefinedFormat defined = new DefinedFormat(read.definition());
        List<Importer> formats = new ArrayList<>(Formats.all());
        formats.addFirst(defined);
        List<String> byHand = read(sample, format, formats, read.definition());
        List<String> byDefinition = read(sample, name, formats, read.definition());
        assertThat(byDefinition).hasSameSizeAs(byHand).isNotEmpty();
        for (int i = 0; i < byHand.size(); i++) {
            assertThat(byHand.get(i)).isEqualTo(byDefinition.get(i));
        }
    }

    private static String definition(String name) throws IOException {
        try (InputStream in = EqualToTheirDefinitionTest.class.getResourceAsStream("equal/" + name + ".json")) {
            assertThat(in).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private List<String> read(String sample, String format, List<Importer> formats, Definition definition)
            throws IOException {
        ImportOptions options = new ImportOptions(format, null, null, 0, true, formats);
        List<Event> events = new ArrayList<>();
        try (Case made = Case.create(Files.createTempDirectory(folder, format).resolve("case"), "equal")) {
            Import.run(made, List.of(SAMPLES.resolve(sample)), options, ImportListener.NONE, () -> false);
            for (Block block : made.reader().blocks()) {
                for (int row = 0; row < block.size(); row++) {
                    events.add(block.event(row));
                }
            }
        }
        events.sort(Comparator.comparingLong(event -> event.location().offset()));
        return events.stream().map(event -> essence(event, definition)).toList();
    }

    /** What both must say; requests are put into words by hand, which no definition does. */
    private static String essence(Event event, Definition definition) {
        Set<String> groups = definition.patterns().getFirst().namedGroups().keySet();
        boolean request = !groups.contains("message");
        return event.location().offset() + " " + event.location().length() + " " + event.time() + " "
                + event.timeQuality() + " " + event.severityNumber() + " " + event.traceId() + " " + event.spanId()
                + " " + (request ? "" : event.message())
                + " " + (groups.contains("logger") ? event.logger() : "")
                + " " + (groups.contains("thread") ? event.thread() : "")
                + " " + (groups.contains("service") ? event.service() : "")
                + " " + (event.exception() == null ? "" : event.exception().type());
    }
}
