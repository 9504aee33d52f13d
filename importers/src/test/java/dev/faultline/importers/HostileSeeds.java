package dev.faultline.importers;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** Small inputs of the project's own, one or two of each family of formats, to damage. */
final class HostileSeeds {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    private HostileSeeds() {}

    static List<byte[]> all() {
        return Stream.concat(texts().map(text -> text.getBytes(StandardCharsets.UTF_8)), binaries())
                .toList();
    }

    private static Stream<String> texts() {
        return Stream.of(
                """
                2026-03-05 14:02:11.250 ERROR [orders,%s,00f067aa0ba902b7] 1 --- [exec-1] c.s.Orders : no stock
                java.lang.IllegalStateException: no stock
                \tat com.shop.Orders.take(Orders.java:41) ~[orders.jar:1.4]
                Caused by: java.io.IOException: reset
                \t... 12 more
                2026-03-05 14:02:12.001  INFO [orders,,] 1 --- [main] c.s.Orders : done
                """.formatted(TRACE),
                "{\"@timestamp\":\"2026-03-05T14:02:11Z\",\"log.level\":\"WARN\",\"message\":\"a\\u0041b\",\"trace.id\":\""
                        + TRACE
                        + "\",\"n\":{\"a\":[1,2.5e3,null,true]}}\n{\"ts\":1772719331.5,\"level\":30,\"msg\":\"x\"}\n",
                "<34>1 2026-03-05T14:02:11.5Z web app 12 ID47 [a@1 b=\"c\\\"d\"] text\n<13>Mar  5 14:02:11 web cron[3]: old\n",
                "83 <34>1 2026-03-05T14:02:11.5Z web app 12 ID47 [a@1 b=\"c\"] framed message of some length 41\n",
                "10.0.0.1 - ann [05/Mar/2026:14:02:11 +0000] \"GET /a?b=c HTTP/1.1\" 500 12 \"-\" \"curl/8\" 0.120\n",
                "#Version: 1.0\n#Fields: date time cs-method cs-uri-stem sc-status time-taken\n2026-03-05 14:02:11 GET /a 200 15\n",
                "2026/03/05 14:02:11 [error] 7#7: *1 connect() failed (111: refused), client: 1.2.3.4, request: \"GET / HTTP/1.1\"\n",
                "[Thu Mar 05 14:02:11.123456 2026] [core:error] [pid 35708:tid 4328636416] [client 1.2.3.4:80] AH00124: text\n",
                "ts=2026-03-05T14:02:11Z level=error msg=\"it \\\"broke\\\"\" dur=1.5s trace_id=" + TRACE + "\n",
                "time,level,message,trace\n2026-03-05T14:02:11Z,ERROR,\"a \"\"b\"\"\nc\"," + TRACE + "\n",
                "2026-03-05T14:02:11.123456789Z stdout P begun \n2026-03-05T14:02:11.2Z stdout F ended\n",
                "{\"log\":\"line one\\n\",\"stream\":\"stderr\",\"time\":\"2026-03-05T14:02:11.123456789Z\"}\n",
                "{\"resourceSpans\":[{\"resource\":{\"attributes\":[{\"key\":\"service.name\",\"value\":{\"stringValue\":\"s\"}}]},"
                        + "\"scopeSpans\":[{\"spans\":[{\"traceId\":\"" + TRACE
                        + "\",\"spanId\":\"00f067aa0ba902b7\",\"name\":\"GET\",\"kind\":2,\"startTimeUnixNano\":\"1772719331000000000\","
                        + "\"endTimeUnixNano\":\"1772719331500000000\",\"status\":{\"code\":2},\"events\":[{\"name\":\"exception\"}]}]}]}]}",
                "{\"data\":[{\"traceID\":\"" + TRACE + "\",\"spans\":[{\"traceID\":\"" + TRACE
                        + "\",\"spanID\":\"b7\",\"operationName\":\"o\",\"references\":[],\"startTime\":1772719331000000,\"duration\":5,"
                        + "\"tags\":[{\"key\":\"error\",\"type\":\"bool\",\"value\":true}],\"logs\":[],\"processID\":\"p1\"}],"
                        + "\"processes\":{\"p1\":{\"serviceName\":\"s\",\"tags\":[]}}}]}",
                "[{\"traceId\":\"" + TRACE
                        + "\",\"id\":\"00f067aa0ba902b7\",\"name\":\"get\",\"timestamp\":1772719331000000,"
                        + "\"duration\":5,\"localEndpoint\":{\"serviceName\":\"s\"},\"annotations\":[{\"timestamp\":1,\"value\":\"x\"}]}]",
                "{\"traceEvents\":[{\"ph\":\"B\",\"ts\":1,\"pid\":1,\"tid\":2,\"name\":\"a\"},{\"ph\":\"E\",\"ts\":5,\"pid\":1,\"tid\":2}]}",
                "2026-03-05 14:02:11\nFull thread dump OpenJDK 64-Bit Server VM (25+36 mixed mode):\n\n\"main\" #1 prio=5 os_prio=0 "
                        + "cpu=1.5ms elapsed=2.5s tid=0x00007f nid=0x1 waiting on condition [0x00007f]\n   java.lang.Thread.State: "
                        + "TIMED_WAITING (sleeping)\n\tat java.lang.Thread.sleep(Native Method)\n\t- locked <0x01> (a java.lang.Object)\n\n",
                "[2026-03-05T14:02:11.123+0000][0.5s][info][gc] GC(0) Pause Young (Normal) (G1 Evacuation Pause) 23M->5M(64M) 2.1ms\n",
                "Traceback (most recent call last):\n  File \"/a/b.py\", line 3, in f\n    x()\nValueError: no\n",
                "goroutine 1 [running]:\nmain.main()\n\t/a/main.go:7 +0x1d\ncreated by main.x in goroutine 3\n\t/a/x.go:9 +0x2\n",
                "# HELP up x\n# TYPE up gauge\nup{job=\"a\\\"b\",i=\"1\"} 1 1772719331000\nhttp_bucket{le=\"+Inf\"} 1e3 # {id=\"1\"} 2\n# EOF\n",
                "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[{\"metric\":{\"a\":\"b\"},\"values\":[[1772719331,\"1\"]]}]}}",
                "{\"Records\":[{\"eventVersion\":\"1.08\",\"eventTime\":\"2026-03-05T14:02:11Z\",\"eventName\":\"Run\",\"userIdentity\":{}}]}",
                "{\"streams\":[{\"stream\":{\"app\":\"a\"},\"values\":[[\"1772719331000000000\",\"line\"]]}]}",
                "{\"log\":{\"version\":\"1.2\",\"entries\":[{\"startedDateTime\":\"2026-03-05T14:02:11.1Z\",\"time\":5,\"request\":"
                        + "{\"method\":\"GET\",\"url\":\"http://a/\"},\"response\":{\"status\":500}}]}}",
                "commit 0af7651916cd43dd8448eb211c80319c00000000\nAuthor: A <a@b>\nDate:   Thu Mar 5 14:02:11 2026 +0000\n\n    text\n\n",
                "__REALTIME_TIMESTAMP=1772719331000000\nMESSAGE=a\nPRIORITY=3\n_SYSTEMD_UNIT=a.service\n\n",
                "{\"__REALTIME_TIMESTAMP\":\"1772719331000000\",\"MESSAGE\":[104,105],\"PRIORITY\":\"3\",\"__CURSOR\":\"s\"}\n",
                "2026-03-05 14:02:11.123 UTC,\"u\",\"d\",12,\"[local]\",65,1,\"SELECT\",2026-03-05 14:00:00 UTC,3/4,0,ERROR,42601,\"x\",,,,,,,,,\"\"\n",
                "# Time: 2026-03-05T14:02:11.123456Z\n# User@Host: a[a] @ h [1.2.3.4]  Id: 8\n# Query_time: 1.5  Lock_time: 0.0\nSELECT 1;\n",
                "03-05 14:02:11.123  1234  1250 E AndroidRuntime: FATAL EXCEPTION: main\n",
                "main;a;b 12\nmain;a;c 3\n",
                " num     #instances         #bytes  class name (module)\n   1:          10            240  [B (java.base@25)\nTotal 10 240\n",
                "#\n# A fatal error has been detected by the Java Runtime Environment:\n#\n#  SIGSEGV (0xb) at pc=0x00007f, pid=1, tid=2\n#\n",
                "{\"event_id\":\"" + TRACE
                        + "\",\"dsn\":\"x\"}\n{\"type\":\"event\",\"length\":22}\n{\"message\":\"broke it\"}\n",
                "LAST SEEN   TYPE      REASON    OBJECT      MESSAGE\n5m12s       Warning   BackOff   pod/a-1     again\n",
                "Thu 2026-03-05 14:02:11.123456 UTC [s=0f;i=1;b=2]\n    PRIORITY=3\n    MESSAGE=a\n",
                "<verbosegc>\n<gc-start type=\"scavenge\" contextid=\"2\" timestamp=\"2026-03-05T14:02:11.123\">\n"
                        + "  <mem-info free=\"4\" total=\"9\"/>\n<gc-end contextid=\"2\" durationms=\"1.5\" timestamp=\"2026-03-05T14:02:11.124\">\n",
                "#separator \\x09\n#fields\tts\tid.orig_h\n1772719331.123\t1.2.3.4\n",
                "pay-6d4cf56db6-x7x2k pay 2026-03-05 14:02:11 INFO a\n",
                "58 <131>1 2026-03-05T14:02:11.123Z h pay 12 - - a59 <131>1 2026-03-05T14:02:11.123Z h pay 12 - - b",
                "\u001b[31merror\u001b[0m at 2026-03-05 14:02:11\n");
    }

    private static Stream<byte[]> binaries() {
        byte[] span = joined(
                field(1, new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}),
                field(2, new byte[] {1, 2, 3, 4, 5, 6, 7, 8}),
                field(5, new byte[] {'G', 'E', 'T'}),
                new byte[] {0x39, 0, 0, 0, 0, 0, 0, 0x18, 0x18, 0x41, 1, 0, 0, 0, 0, 0x18, 0x18});
        byte[] request = field(1, joined(field(1, field(1, field(1, new byte[] {'k'}))), field(2, field(2, span))));
        byte[] msgpack = {
            (byte) 0x91,
            (byte) 0x91,
            (byte) 0x83,
            (byte) 0xA4,
            'n',
            'a',
            'm',
            'e',
            (byte) 0xA1,
            'o',
            (byte) 0xA8,
            't',
            'r',
            'a',
            'c',
            'e',
            '_',
            'i',
            'd',
            7,
            (byte) 0xA7,
            's',
            'p',
            'a',
            'n',
            '_',
            'i',
            'd',
            (byte) 0xCF,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            9
        };
        byte[] utf16 = "\uFEFF2026-03-05 14:02:11 INFO wide\n\n\n".getBytes(StandardCharsets.UTF_16LE);
        return Stream.of(request, joined(new byte[] {0, 0, 0, (byte) request.length}, request), msgpack, utf16, gzip());
    }

    private static byte[] field(int number, byte[] value) {
        return joined(new byte[] {(byte) (number << 3 | 2), (byte) value.length}, value);
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static byte[] gzip() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream packed = new GZIPOutputStream(out)) {
            packed.write("2026-03-05 14:02:11 INFO packed\n".repeat(20).getBytes(StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
        return out.toByteArray();
    }
}
