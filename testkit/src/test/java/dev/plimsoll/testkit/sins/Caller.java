package dev.plimsoll.testkit.sins;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URL;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.function.Function;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.stream.XMLInputFactory;

/** Does everything that only named classes may do; never run. */
@SuppressWarnings("all")
final class Caller {
    void console() {
        System.out.println();
        System.err.println();
        System.exit(1);
    }

    void wholeReads(InputStream in, ByteArrayInputStream known, Path file) throws IOException {
        in.readAllBytes();
        known.readAllBytes();
        Files.readAllBytes(file);
        Files.readString(file);
        Files.readAllLines(file);
    }

    void temporaryFiles() throws IOException {
        Files.createTempFile("a", "b");
        Files.createTempDirectory("a");
        File.createTempFile("a", "b");
    }

    void xml() throws ParserConfigurationException {
        XMLInputFactory.newInstance();
        XMLInputFactory.newFactory();
        DocumentBuilderFactory.newInstance();
    }

    void json() {
        new com.fasterxml.jackson.databind.ObjectMapper();
        new com.fasterxml.jackson.core.JsonFactory();
    }

    void zip(InputStream in, File file) throws IOException {
        new ZipInputStream(in);
        new ZipFile(file);
        new java.util.jar.JarFile(file);
    }

    void processes() throws IOException {
        new ProcessBuilder("true");
        Runtime.getRuntime().exec(new String[] {"true"});
    }

    void network(URL url) throws IOException {
        HttpClient.newHttpClient();
        HttpClient.newBuilder();
        url.openStream();
        new Socket("localhost", 1);
    }

    void locale(String text) {
        text.toLowerCase();
        text.toUpperCase();
        String.format("%d", 1);
        "%d".formatted(1);
        Function<String, String> lower = String::toLowerCase;
    }

    void charset(byte[] bytes, InputStream in) {
        new String(bytes);
        "".getBytes();
        new java.io.InputStreamReader(in);
    }

    void clock() {
        Instant.now();
        LocalDate.now();
        ZoneId.systemDefault();
        System.currentTimeMillis();
        java.time.Clock.systemUTC();
    }
}
