package dev.plimsoll.testkit.architecture;

import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;

/** What depends on the machine it runs on. */
final class DefaultRules {
    private static final String SAME_EVERYWHERE = "the same input gives the same output on every machine; pass it in";

    static final ArchRule NO_DEFAULT_LOCALE = new ForbiddenCalls(
                    "the default locale",
                    List.of(
                            "java.lang.String.toLowerCase()",
                            "java.lang.String.toUpperCase()",
                            "java.lang.String.format(java.lang.String, [Ljava.lang.Object;)",
                            "java.lang.String.formatted",
                            "java.io.PrintStream.printf(java.lang.String, [Ljava.lang.Object;)",
                            "java.io.PrintWriter.printf(java.lang.String, [Ljava.lang.Object;)",
                            "java.util.Formatter.new()",
                            "java.util.Formatter.new(java.lang.Appendable)",
                            "java.util.Locale.getDefault",
                            "java.text.SimpleDateFormat.new(java.lang.String)",
                            "java.text.NumberFormat.getInstance()",
                            "java.text.NumberFormat.getPercentInstance()",
                            "java.text.DecimalFormat.new(java.lang.String)",
                            "java.text.Collator.getInstance()",
                            "java.time.format.DateTimeFormatter.ofPattern(java.lang.String)"),
                    Map.of(),
                    SAME_EVERYWHERE + " (in Turkish, the lower case of I is not i)")
            .rule();

    static final ArchRule NO_DEFAULT_CHARSET = new ForbiddenCalls(
                    "the default charset",
                    List.of(
                            "java.lang.String.new([B)",
                            "java.lang.String.new([B, int, int)",
                            "java.lang.String.getBytes()",
                            "java.io.InputStreamReader.new(java.io.InputStream)",
                            "java.io.OutputStreamWriter.new(java.io.OutputStream)",
                            "java.io.FileReader.new(java.lang.String)",
                            "java.io.FileReader.new(java.io.File)",
                            "java.io.FileWriter.new(java.lang.String)",
                            "java.io.FileWriter.new(java.io.File)",
                            "java.io.PrintStream.new(java.io.OutputStream)",
                            "java.io.PrintStream.new(java.io.OutputStream, boolean)",
                            "java.io.PrintWriter.new(java.io.OutputStream)",
                            "java.io.PrintWriter.new(java.io.OutputStream, boolean)",
                            "java.util.Scanner.new(java.io.InputStream)",
                            "java.io.ByteArrayOutputStream.toString()",
                            "java.nio.charset.Charset.defaultCharset"),
                    Map.of(),
                    SAME_EVERYWHERE + "; before Java 18 the default charset is the machine's")
            .rule();

    static final ArchRule NO_DEFAULT_CLOCK_OR_ZONE = new ForbiddenCalls(
                    "the machine's clock or zone",
                    List.of(
                            "java.time.Instant.now()",
                            "java.time.LocalDate.now()",
                            "java.time.LocalTime.now()",
                            "java.time.LocalDateTime.now()",
                            "java.time.OffsetDateTime.now()",
                            "java.time.ZonedDateTime.now()",
                            "java.time.Year.now()",
                            "java.time.YearMonth.now()",
                            "java.time.ZoneId.systemDefault",
                            "java.time.Clock.system*",
                            "java.util.Date.new()",
                            "java.util.Calendar.getInstance",
                            "java.util.TimeZone.getDefault",
                            "java.lang.System.currentTimeMillis"),
                    Map.of("dev.plimsoll.cli.", "starts the run and passes the clock on"),
                    SAME_EVERYWHERE + "; a test must be able to say what time it is")
            .rule();

    private DefaultRules() {}
}
