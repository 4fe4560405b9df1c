package dev.plimsoll.debian.catalog;

import dev.plimsoll.debian.resolve.Versions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Universes made of short texts. */
public final class TestCatalogs {
    private final List<Catalogs.Part> parts = new ArrayList<>();

    /** How versions are compared. */
    public static Versions versions() {
        return Versions.of("dpkg");
    }

    /**
     * Adds a suite.
     *
     * @param stanzas such as {@code Package: a\nDepends: b}; what every package has is added
     */
    public TestCatalogs suite(String name, int priority, String... stanzas) {
        parts.add(new Catalogs.Part(catalog(name, stanzas), name, priority));
        return this;
    }

    public Catalogs catalogs() {
        return new Catalogs("amd64", parts, versions());
    }

    /** The index's kept form, read back. */
    public static Catalog catalog(String name, String... stanzas) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (CatalogWriter writer = new CatalogWriter(out)) {
            StanzaReader.read(
                    new ByteArrayInputStream(text(stanzas).getBytes(StandardCharsets.UTF_8)),
                    name,
                    PackageFields.NAMES,
                    writer);
            writer.finish();
            return new Catalog(out.toByteArray(), name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(String... stanzas) {
        StringBuilder text = new StringBuilder();
        for (String stanza : stanzas) {
            text.append(stanza).append('\n');
            withDefault(text, stanza, "Version", "1");
            withDefault(text, stanza, "Architecture", "amd64");
            withDefault(text, stanza, "Priority", "optional");
            withDefault(text, stanza, "Size", "10");
            withDefault(text, stanza, "Filename", "pool/x.deb");
            withDefault(text, stanza, "SHA256", "a".repeat(64));
            text.append('\n');
        }
        return text.toString();
    }

    private static void withDefault(StringBuilder text, String stanza, String field, String value) {
        if (("\n" + stanza).indexOf("\n" + field + ":") < 0) {
            text.append(field).append(": ").append(value).append('\n');
        }
    }
}
