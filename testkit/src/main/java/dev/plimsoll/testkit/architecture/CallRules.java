package dev.plimsoll.testkit.architecture;

import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;

/** What is done in one place only. A class that has to do it too is added here, with its reason. */
final class CallRules {
    private static final String CLI = "dev.plimsoll.cli.";

    static final ArchRule CONSOLE_ONLY_IN_CLI = new ForbiddenCalls(
                    "System.out, System.err or System.exit",
                    List.of(
                            "java.lang.System.out",
                            "java.lang.System.err",
                            "java.lang.System.exit",
                            "java.lang.Runtime.exit",
                            "java.lang.Runtime.halt",
                            "java.lang.Throwable.printStackTrace"),
                    Map.of(CLI, "talks to people and ends the process"),
                    "a library that prints or ends the process can't be used in a server")
            .rule();

    static final ArchRule WHOLE_READS_ONLY_WITH_BOUNDS = new ForbiddenCalls(
                    "unbounded reads",
                    List.of(
                            "java.io.InputStream.readAllBytes",
                            "java.nio.file.Files.readAllBytes",
                            "java.nio.file.Files.readString",
                            "java.nio.file.Files.readAllLines"),
                    Map.of("dev.plimsoll.base.BoundedInput", "is the bound"),
                    "an image or feed decides how long its files are; BoundedInput decides how much of them we hold")
            .rule();

    static final ArchRule TEMPORARY_FILES_ONLY_IN_TEMP_FILES = new ForbiddenCalls(
                    "temporary files of its own",
                    List.of(
                            "java.nio.file.Files.createTemp*",
                            "java.io.File.createTempFile",
                            "java.io.File.deleteOnExit"),
                    Map.of("dev.plimsoll.base.TempFiles", "is the one place"),
                    "all temporary files of a run lie in one directory that is always removed")
            .rule();

    static final ArchRule XML_ONLY_IN_SAFE_XML = new ForbiddenCalls(
                    "XML factories",
                    List.of(
                            "javax.xml.stream.XMLInputFactory.new*",
                            "javax.xml.parsers.DocumentBuilderFactory.new*",
                            "javax.xml.parsers.SAXParserFactory.new*",
                            "javax.xml.transform.TransformerFactory.new*"),
                    Map.of("dev.plimsoll.base.SafeXml", "switches external entities and bombs off"),
                    "an XML reader as the JDK makes it fetches what a document tells it to")
            .rule();

    static final ArchRule JSON_ONLY_IN_SAFE_JSON = new ForbiddenCalls(
                    "JSON factories of its own",
                    List.of(
                            "com.fasterxml.jackson.core.JsonFactory.new",
                            "com.fasterxml.jackson.core.JsonFactory.builder",
                            "com.fasterxml.jackson.databind.ObjectMapper.new",
                            "com.fasterxml.jackson.databind.json.JsonMapper.builder"),
                    Map.of("dev.plimsoll.base.SafeJson", "sets the bounds"),
                    "a JSON reader without bounds on depth and length can be made to exhaust stack and heap")
            .rule();

    static final ArchRule ZIP_ONLY_IN_NAMED_CLASSES = new ForbiddenCalls(
                    "zip streams and files",
                    List.of(
                            "java.util.zip.ZipInputStream.new",
                            "java.util.zip.ZipFile.new",
                            "java.nio.file.FileSystems.newFileSystem"),
                    Map.of(
                            "dev.plimsoll.advisory.feed.osv.OsvZip",
                            "reads flat zips of JSON records, each with a bound",
                            "dev.plimsoll.cli.ClassTraining",
                            "reads names in the program's own jars, and no content"),
                    "zips nest, lie about their sizes and expand without end; the named classes count what comes out")
            .rule();

    static final ArchRule PROCESSES_ONLY_IN_NAMED_CLASSES = new ForbiddenCalls(
                    "processes",
                    List.of("java.lang.ProcessBuilder.new", "java.lang.Runtime.exec"),
                    Map.of(
                            "dev.plimsoll.image.registry.CredentialHelper",
                            "runs the program that the user's Docker configuration names"),
                    "a process is started only where the user asked for it, with arguments no image can choose")
            .rule();

    static final ArchRule NETWORK_ONLY_IN_NAMED_CLASSES = new ForbiddenCalls(
                    "the network",
                    List.of(
                            "java.net.http.HttpClient.new*",
                            "java.net.URL.openStream",
                            "java.net.URL.openConnection",
                            "java.net.Socket.new",
                            "java.net.DatagramSocket.new",
                            "javax.net.SocketFactory.createSocket",
                            "java.nio.channels.SocketChannel.open",
                            "java.nio.channels.AsynchronousSocketChannel.open"),
                    Map.of(
                            "dev.plimsoll.base.HttpTransport",
                            "stands behind HttpFetcher, the only door; it knows --offline and who may see credentials",
                            "dev.plimsoll.image.engine.EngineSocket",
                            "opens the container engine's unix socket, which is a file of this machine",
                            "dev.plimsoll.cli.ServerCheck",
                            "asks the server of this machine whether it is healthy, twice a minute: quickly"),
                    "--offline opens no socket, and credentials go to the host they belong to only")
            .rule();

    private CallRules() {}
}
