package dev.plimsoll.build.lock;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.SafeJson;
import dev.plimsoll.debian.LockedPackage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

/** Writes a lock file so that it can be reviewed as a diff. */
final class LockWriter {
    private final Map<String, Lock> locks;

    LockWriter(Map<String, Lock> locks) {
        this.locks = locks;
    }

    void write(OutputStream out) throws IOException {
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentArraysWith(lines);
        printer.indentObjectsWith(lines);
        try (JsonGenerator json = SafeJson.within(Limits.DEFAULT).factory().createGenerator(out)) {
            json.setPrettyPrinter(printer);
            json.writeStartObject();
            json.writeNumberField("version", LockFile.VERSION);
            json.writeObjectFieldStart("platforms");
            for (Map.Entry<String, Lock> each : locks.entrySet()) {
                json.writeObjectFieldStart(each.getKey());
                lock(each.getValue(), json);
                json.writeEndObject();
            }
            json.writeEndObject();
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private static void lock(Lock lock, JsonGenerator json) throws IOException {
        LockRequest request = lock.request();
        json.writeObjectFieldStart("request");
        json.writeStringField("release", request.release());
        texts("suites", request.suites(), json);
        texts("components", request.components(), json);
        texts("packages", request.packages(), json);
        texts("pin", request.pins(), json);
        json.writeBooleanField("recommends", request.recommends());
        json.writeEndObject();
        json.writeArrayFieldStart("suites");
        for (LockedSuite suite : lock.suites()) {
            json.writeStartObject();
            json.writeStringField("name", suite.name());
            json.writeStringField("date", suite.date().toString());
            json.writeStringField("in-release", suite.inRelease().toString());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("packages");
        for (LockedPackage each : lock.packages()) {
            json.writeStartObject();
            json.writeStringField("name", each.name());
            json.writeStringField("version", each.version());
            json.writeStringField("architecture", each.architecture());
            json.writeStringField("suite", each.suite());
            json.writeStringField("filename", each.filename());
            json.writeStringField("sha256", each.sha256().hex());
            json.writeNumberField("size", each.size());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void texts(String name, List<String> texts, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }
}
