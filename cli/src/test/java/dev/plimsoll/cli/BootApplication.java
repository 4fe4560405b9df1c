package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.testkit.Command;
import dev.plimsoll.testkit.SharedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/**
 * A Spring Boot application with the libraries of May 2021, packed by Spring Boot's own Maven plugin, in an image on a Java runtime. At
 * {@code /log4j} and the like it says where a library's classes come from, at {@code /bait} whether log4j follows what it is told to log.
 */
final class BootApplication {
    private static final String POM = """
            <project xmlns="http://maven.apache.org/POM/4.0.0">
              <modelVersion>4.0.0</modelVersion>
              <parent>
                <groupId>org.springframework.boot</groupId>
                <artifactId>spring-boot-starter-parent</artifactId>
                <version>2.5.0</version>
                <relativePath/>
              </parent>
              <groupId>org.example</groupId>
              <artifactId>harbour</artifactId>
              <version>1.0</version>
              <properties><java.version>17</java.version></properties>
              <dependencies>
                <dependency>
                  <groupId>org.springframework.boot</groupId>
                  <artifactId>spring-boot-starter-web</artifactId>
                  <exclusions>
                    <exclusion>
                      <groupId>org.springframework.boot</groupId>
                      <artifactId>spring-boot-starter-logging</artifactId>
                    </exclusion>
                  </exclusions>
                </dependency>
                <dependency>
                  <groupId>org.springframework.boot</groupId>
                  <artifactId>spring-boot-starter-log4j2</artifactId>
                </dependency>
              </dependencies>
              <build>
                <plugins>
                  <plugin>
                    <groupId>org.springframework.boot</groupId>
                    <artifactId>spring-boot-maven-plugin</artifactId>
                  </plugin>
                </plugins>
              </build>
            </project>
            """;

    private static final String CLASS = """
            package app;

            import java.net.InetAddress;
            import java.net.ServerSocket;
            import java.net.SocketTimeoutException;
            import java.util.concurrent.CompletableFuture;
            import org.apache.logging.log4j.LogManager;
            import org.springframework.boot.SpringApplication;
            import org.springframework.boot.autoconfigure.SpringBootApplication;
            import org.springframework.web.bind.annotation.GetMapping;
            import org.springframework.web.bind.annotation.RestController;

            @SpringBootApplication
            @RestController
            public class Harbour {
                public static void main(String[] arguments) {
                    SpringApplication.run(Harbour.class, arguments);
                }

                private static String from(Class<?> type) {
                    LogManager.getLogger(Harbour.class).info("asked for {}", type.getName());
                    return type.getProtectionDomain().getCodeSource().getLocation().toString();
                }

                @GetMapping("/log4j")
                String log4j() {
                    return from(org.apache.logging.log4j.core.LoggerContext.class);
                }

                @GetMapping("/beans")
                String beans() {
                    return from(org.springframework.beans.BeanWrapper.class);
                }

                @GetMapping("/tomcat")
                String tomcat() {
                    return from(org.apache.catalina.startup.Tomcat.class);
                }

                @GetMapping("/bait")
                String bait() throws Exception {
                    try (ServerSocket stranger = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                        stranger.setSoTimeout(3000);
                        String line = "${jndi:ldap://127.0.0.1:" + stranger.getLocalPort() + "/a}";
                        CompletableFuture.runAsync(() -> LogManager.getLogger(Harbour.class).error(line));
                        try {
                            stranger.accept().close();
                            return "taken";
                        } catch (SocketTimeoutException e) {
                            return "left";
                        }
                    }
                }
            }
            """;

    private static final String MODULES =
            "java.compiler, java.desktop, java.instrument, java.logging, java.management, java.naming,"
                    + " java.net.http, java.rmi, java.scripting, java.security.jgss, java.sql, java.xml, jdk.crypto.ec, jdk.unsupported";

    private BootApplication() {}

    /** The application's jar. Needs {@code mvn} and what it fetches. */
    static Path jar(Path directory) throws IOException {
        Path source = Files.createDirectories(directory.resolve("src/main/java/app"));
        Files.writeString(directory.resolve("pom.xml"), POM);
        Files.writeString(source.resolve("Harbour.java"), CLASS);
        Command.run(
                "mvn", "-B", "-ntp", "-q", "-f", directory.resolve("pom.xml").toString(), "package");
        return directory.resolve("target/harbour-1.0.jar");
    }

    /** An OCI layout with it, on the Java runtime of the server's image but with the modules that Spring needs. */
    static Path image(Path directory, Path jar) throws IOException {
        BuiltImages.requireArchive();
        String server = Files.readString(SharedFiles.checkout().resolve("containers/server.yaml"));
        String runtime = server.substring(0, server.indexOf("\nusers:"))
                .replace("plimsoll/server:latest", "example/harbour:latest")
                .replaceFirst("modules: \\[[^]]*]", "modules: [" + MODULES + "]")
                .replaceAll("\n[^\n]*libj2gss[^\n]*", "");
        assertThat(runtime).contains(MODULES);
        Path spec = Files.writeString(
                directory.resolve("harbour.yaml"), runtime + """

                users:
                  - {name: app, uid: 1000, home: /tmp}
                files:
                  - {path: /opt/app.jar, source: %s}
                run:
                  user: "1000:1000"
                  entrypoint: [/usr/bin/java, -XX:TieredStopAtLevel=1, -jar, /opt/app.jar]
                  ports: [8080]
                """.formatted(directory.relativize(jar)));
        Path layout = directory.resolve("harbour");
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put(
                "XDG_CACHE_HOME",
                Files.createDirectories(SharedFiles.checkout().resolve("cli/target/test-cache"))
                        .toString());
        environment.put("XDG_DATA_HOME", directory.resolve("build-data").toString());
        CliRun built = CliRun.of(environment, Clock.systemUTC(), "build", spec.toString(), "-o", "oci-dir://" + layout);
        assertThat(built.code()).as(built.out() + built.err()).isZero();
        return layout;
    }
}
