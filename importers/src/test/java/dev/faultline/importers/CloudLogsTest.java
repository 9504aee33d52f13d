package dev.faultline.importers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.model.Event;
import dev.faultline.model.Kind;
import dev.faultline.model.Severity;
import dev.faultline.model.TimeQuality;
import dev.faultline.model.Timestamps;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cloud providers' logs and the answers of log stores. */
class CloudLogsTest {
    @TempDir
    Path folder;

    private Imported sample(String path) throws IOException {
        return Imported.file(folder, SamplesTest.sample(path));
    }

    @Test
    void saysWhoCalledWhatAndWhatFailed() throws IOException {
        Imported trail = sample("logs/cloud/cloudtrail-1230Z_KV9LZlfXqBel7nqf.json");
        Event failed = trail.event("GetBucketReplication by bert-jan: ReplicationConfigurationNotFoundError");
        assertThat(failed.severity()).isEqualTo(Severity.ERROR);
        assertThat(failed.service()).isEqualTo("s3");
        assertThat(Timestamps.format(failed.time())).isEqualTo("2023-07-10T12:25:29.000000000Z");
        assertThat(trail.events().stream().filter(event -> event.severity() == Severity.ERROR))
                .hasSize(3);
    }

    @Test
    void readsEventsThatAreTextWithinJson() throws IOException {
        Imported log = Imported.text(folder, "lookup.json", """
                {"Events":[{"EventId":"1","EventName":"StopInstances","EventTime":"2023-07-10T14:25:29+02:00",
                "CloudTrailEvent":"{\\"eventVersion\\":\\"1.08\\",\\"eventTime\\":\\"2023-07-10T12:25:29Z\\",\\"eventSource\\":\\"ec2.amazonaws.com\\",\\"eventName\\":\\"StopInstances\\"}"}]}
                """);
        assertThat(log.event("StopInstances").service()).isEqualTo("ec2");
    }

    @Test
    void readsThreeKindsOfPayload() throws IOException {
        Imported log = sample("logs/cloud/gcp_logging.jsonl");
        Event denied = log.events().getLast();
        assertThat(log.event("This is a text payload").severity()).isEqualTo(Severity.UNSPECIFIED);
        assertThat(log.event("{\"content\":\"This is a json payload\"")).isNotNull();
        assertThat(denied.severity()).isEqualTo(Severity.ERROR);
        assertThat(denied.attributes()).containsKey("user.name");
    }

    @Test
    void joinsAGoogleEntryToItsTrace() throws IOException {
        Imported log = Imported.text(folder, "entries.json", """
                [{"insertId":"a","logName":"projects/p/logs/run","severity":"ERROR","timestamp":"2026-11-20T19:49:29.420Z",
                  "resource":{"type":"cloud_run_revision","labels":{"service_name":"payment"}},
                  "jsonPayload":{"message":"charge failed","tier":"legacy"},
                  "trace":"projects/p/traces/5b8aa5a2d2c872e8321cf37308d69df2","spanId":"051581bf3cb55c13"}]
                """);
        Event failed = log.event("charge failed");
        assertThat(failed.traceId()).isEqualTo("5b8aa5a2d2c872e8321cf37308d69df2");
        assertThat(failed.service()).isEqualTo("payment");
        assertThat(failed.severity()).isEqualTo(Severity.ERROR);
        assertThat(failed.attributes().get("tier").text()).isEqualTo("legacy");
    }

    @Test
    void readsAnActivityOfAzure() throws IOException {
        Event deleted = sample("logs/cloud/azure_activity_log.jsonl").event("Microsoft.Compute/disks/delete by");
        assertThat(deleted.message()).endsWith(": Started");
        assertThat(Timestamps.format(deleted.time())).isEqualTo("2022-02-09T03:04:54.297853000Z");
        assertThat(deleted.service()).isEqualTo("Microsoft.Compute");
    }

    @Test
    void readsWhatAGatewayOfAzureAnswered() throws IOException {
        Imported log = Imported.text(folder, "gateway.json", """
                {"timeStamp":"2026-11-20T20:02:44+00:00","resourceId":"/SUBSCRIPTIONS/1/APPLICATIONGATEWAYS/SHOP",
                "operationName":"ApplicationGatewayAccess","category":"ApplicationGatewayAccessLog",
                "properties":{"clientIP":"192.0.2.4","httpMethod":"GET","requestUri":"/cart","httpStatus":502}}
                """.replace(",\n", ","));
        Event refused = log.event("GET /cart 502");
        assertThat(refused.severity()).isEqualTo(Severity.ERROR);
        assertThat(Timestamps.format(refused.time())).isEqualTo("2026-11-20T20:02:44.000000000Z");
    }

    @Test
    void readsMicrosoftsAuditAsUniversalTime() throws IOException {
        String record = """
                {"CreationTime":"2026-11-20T20:02:44","Id":"1","Operation":"Set-Mailbox","RecordType":1,\
                "ResultStatus":"%s","Workload":"Exchange","ObjectId":"box","UserId":"anna@shop.example"}
                """;
        Imported log = Imported.text(folder, "audit.jsonl", record.formatted("True") + record.formatted("False"));
        assertThat(log.source().format()).isEqualTo("m365-audit");
        assertThat(log.events()).allSatisfy(event -> {
            assertThat(Timestamps.format(event.time())).isEqualTo("2026-11-20T20:02:44.000000000Z");
            assertThat(event.timeQuality()).isEqualTo(TimeQuality.EXACT);
            assertThat(event.service()).isEqualTo("Exchange");
        });
        assertThat(log.event("Set-Mailbox of box by anna@shop.example: failed").severity())
                .isEqualTo(Severity.WARN);
    }

    @Test
    void makesSpansAndErrorsOfApmsDocuments() throws IOException {
        Imported hits = sample("logs/elasticsearch/search-response.json");
        Event error = hits.event("boom");
        assertThat(error.exception().type()).isEqualTo("errorString");
        assertThat(error.traceId()).isEqualTo("5cfc595035477ea235a632fc3e2bb6b1");
        assertThat(hits.events().stream().filter(event -> event.kind() == Kind.SPAN))
                .hasSize(2)
                .anySatisfy(span -> assertThat(span.parentId()).isEqualTo("5cfc595035477ea2"))
                .allSatisfy(span -> assertThat(span.duration()).isGreaterThan(10_000_000L));
    }

    @Test
    void readsDocumentsOfApmThatNoAnswerHolds() throws IOException {
        Imported spans = Imported.text(folder, "spans.json", """
                [{"@timestamp":"2026-11-20T20:02:44.154Z","processor":{"event":"span","name":"transaction"},
                  "service":{"name":"orders"},"trace":{"id":"945254c567a5417eaaaaaaaaaaaaaaaa"},"event":{"outcome":"failure"},
                  "span":{"id":"0aaaaaaaaaaaaaaa","name":"SELECT","duration":{"us":3781}}}]
                """);
        Event span = spans.event("SELECT");
        assertThat(span.kind()).isEqualTo(Kind.SPAN);
        assertThat(span.duration()).isEqualTo(3_781_000);
        assertThat(span.severity()).isEqualTo(Severity.ERROR);
    }

    @Test
    void takesTheOnlyElementOfAFieldForItsValue() throws IOException {
        Imported log = Imported.text(folder, "fields.json", """
                {"took":1,"timed_out":false,"hits":{"hits":[{"_index":"logs","_id":"1","fields":{
                "@timestamp":["2026-11-20T19:49:29.420Z"],"message":["charge failed"],"log.level":["ERROR"],"service.name":["payment"]}}]}}
                """);
        Event failed = log.event("charge failed");
        assertThat(failed.severity()).isEqualTo(Severity.ERROR);
        assertThat(failed.service()).isEqualTo("payment");
    }

    @Test
    void readsTheLineWithinAStream() throws IOException {
        Imported log = Imported.text(folder, "query_range.json", """
                {"status":"success","data":{"resultType":"streams","result":[{"stream":{"service_name":"payment","pod":"payment-0"},
                "values":[["1795204169420009401","{\\"level\\":\\"error\\",\\"msg\\":\\"charge failed\\"}",{"trace_id":"5b8aa5a2d2c872e8321cf37308d69df2"}],
                ["1795204169420009400","level=info msg=\\"order placed\\""],["1795204169420009399","2026-11-20 19:49:29,420 WARN [main] shop.Payment - slow"]]}]}}
                """);
        Event failed = log.event("charge failed");
        assertThat(log.source().format()).isEqualTo("loki");
        assertThat(failed.severity()).isEqualTo(Severity.ERROR);
        assertThat(failed.service()).isEqualTo("payment");
        assertThat(failed.traceId()).isEqualTo("5b8aa5a2d2c872e8321cf37308d69df2");
        assertThat(Timestamps.format(failed.time())).isEqualTo("2026-11-20T19:49:29.420009401Z");
        assertThat(log.event("order placed").severity()).isEqualTo(Severity.INFO);
        assertThat(log.event("slow").severity()).isEqualTo(Severity.WARN);
        assertThat(log.event("slow").time()).isEqualTo(1795204169420009399L);
    }

    /** By the documented shapes: no permissive real files are known. */
    @Test
    void readsWhatSplunkCloudWatchAndDatadogAnswer() throws IOException {
        Imported splunk = Imported.text(folder, "splunk.json", """
                {"preview":false,"offset":0,"result":{"_time":"2026-11-20T19:49:29.420+00:00","_raw":"ERROR: charge failed","host":"node-1","tag":["a","b"]}}
                {"preview":false,"offset":1,"lastrow":true,"result":{"_time":"2026-11-20T19:49:30.420+00:00","_raw":"done","host":"node-1"}}
                """);
        assertThat(splunk.source().format()).isEqualTo("splunk");
        assertThat(splunk.event("ERROR: charge failed").severity()).isEqualTo(Severity.ERROR);
        assertThat(splunk.events()).hasSize(2);
        Imported watch = Imported.text(folder, "events.json", """
                {"events":[{"logStreamName":"payment/1","timestamp":1795204169420,"message":"charge failed\\n","ingestionTime":1795204169421,"eventId":"37"}],"searchedLogStreams":[]}
                """);
        assertThat(Timestamps.format(watch.event("charge failed").time())).isEqualTo("2026-11-20T19:49:29.420000000Z");
        Imported datadog = Imported.text(folder, "logs.json", """
                {"data":[{"id":"AQ","type":"log","attributes":{"timestamp":"2026-11-20T19:49:29.420Z","service":"payment","status":"error","host":"node-1",
                "message":"charge failed","tags":["env:prod"],"attributes":{"tier":"legacy"}}}]}
                """);
        assertThat(datadog.event("charge failed").severity()).isEqualTo(Severity.ERROR);
        assertThat(datadog.event("charge failed").service()).isEqualTo("payment");
    }
}
