package dev.plimsoll.build.attest;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.plimsoll.base.Digest;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.SafeJson;
import dev.plimsoll.build.lock.Lock;
import dev.plimsoll.build.lock.LockedSuite;
import dev.plimsoll.build.spec.ImageSpec;
import dev.plimsoll.debian.LockedPackage;
import dev.plimsoll.image.Platform;
import dev.plimsoll.image.write.Attachment;
import dev.plimsoll.inventory.Purl;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;

/**
 * What an image was built from, as an in-toto statement: the spec, every package file, the signed suites they come from, and the files
 * that were added. It tells nothing of the machine and of when it ran, so that whoever builds the same has the same document.
 *
 * @see <a href="https://slsa.dev/spec/v1.1/provenance">SLSA provenance 1</a>
 * @see <a href="https://github.com/in-toto/attestation/blob/main/spec/v1/statement.md">in-toto statement 1</a>
 */
public final class BuildProvenance {
    private static final String STATEMENT = "https://in-toto.io/Statement/v1";
    private static final String PREDICATE = "https://slsa.dev/provenance/v1";
    private static final String BUILD_TYPE = "https://plimsoll.dev/build/v1";
    private static final String BUILDER = "https://plimsoll.dev/plimsoll";
    private static final String IN_TOTO = "application/vnd.in-toto+json";
    private static final int LAST_PLAIN_ASCII = 126;

    private final ImageSpec spec;
    private final Platform platform;
    private final Lock lock;
    private final Map<String, Digest> files;
    private final String version;

    /** @param version of the builder */
    public BuildProvenance(ImageSpec spec, Platform platform, Lock lock, String version) {
        this.spec = spec;
        this.platform = platform;
        this.lock = lock;
        this.files = SourceFiles.of(spec);
        this.version = version;
    }

    /** The statement, to lie beside the image. */
    public Attachment attachment() {
        return new Attachment(
                IN_TOTO,
                IN_TOTO,
                (manifest, layers) -> statement(manifest),
                Map.of(
                        "in-toto.io/predicate-type",
                        PREDICATE,
                        "org.opencontainers.image.created",
                        lock.date().toString()));
    }

    byte[] statement(Digest manifest) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = SafeJson.within(Limits.DEFAULT).factory().createGenerator(out)) {
            json.setHighestNonEscapedChar(LAST_PLAIN_ASCII);
            json.writeStartObject();
            json.writeStringField("_type", STATEMENT);
            json.writeArrayFieldStart("subject");
            resource(spec.image(), "", manifest, json);
            json.writeEndArray();
            json.writeStringField("predicateType", PREDICATE);
            json.writeObjectFieldStart("predicate");
            buildDefinition(json);
            runDetails(json);
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException e) {
            throw new PlimsollException(ErrorCode.INTERNAL, "could not write the provenance: " + e.getMessage(), e);
        }
        return out.toByteArray();
    }

    private void buildDefinition(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("buildDefinition");
        json.writeStringField("buildType", BUILD_TYPE);
        json.writeObjectFieldStart("externalParameters");
        json.writeObjectFieldStart("spec");
        resourceMembers(specName(), "", spec.digest(), json);
        json.writeEndObject();
        json.writeStringField("platform", platform.toString());
        json.writeEndObject();
        json.writeArrayFieldStart("resolvedDependencies");
        resource(specName(), "", spec.digest(), json);
        for (LockedSuite suite : lock.suites()) {
            json.writeStartObject();
            resourceMembers(suite.name() + "/InRelease", "", suite.inRelease(), json);
            json.writeObjectFieldStart("annotations");
            json.writeStringField("date", suite.date().toString());
            json.writeEndObject();
            json.writeEndObject();
        }
        for (LockedPackage each : lock.packages()) {
            resource(each.filename(), purl(each), each.sha256(), json);
        }
        for (Map.Entry<String, Digest> file : files.entrySet()) {
            resource(file.getKey(), "", file.getValue(), json);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void runDetails(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("runDetails");
        json.writeObjectFieldStart("builder");
        json.writeStringField("id", BUILDER);
        json.writeObjectFieldStart("version");
        json.writeStringField("plimsoll", version);
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndObject();
    }

    private String specName() {
        return String.valueOf(spec.file().getFileName());
    }

    private String purl(LockedPackage each) {
        return Purl.of(
                        "deb",
                        "debian",
                        each.name(),
                        each.version(),
                        Map.of(
                                "arch",
                                each.architecture(),
                                "distro",
                                spec.archive().release()))
                .toString();
    }

    private static void resource(String name, String uri, Digest digest, JsonGenerator json) throws IOException {
        json.writeStartObject();
        resourceMembers(name, uri, digest, json);
        json.writeEndObject();
    }

    private static void resourceMembers(String name, String uri, Digest digest, JsonGenerator json) throws IOException {
        json.writeStringField("name", name);
        if (!uri.isEmpty()) {
            json.writeStringField("uri", uri);
        }
        json.writeObjectFieldStart("digest");
        json.writeStringField("sha256", digest.hex());
        json.writeEndObject();
    }
}
