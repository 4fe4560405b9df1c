package dev.plimsoll.cli;

import static java.util.Objects.requireNonNull;

import dev.plimsoll.testkit.SharedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The pipelines of {@code examples/ci}, read as their services read them. */
final class CiExamples {
    static final Path FOLDER = SharedFiles.checkout().resolve("examples/ci");
    static final Path WORKFLOW = FOLDER.resolve(".github/workflows/container-security.yml");
    static final Path GITLAB = FOLDER.resolve(".gitlab-ci.yml");
    static final Path JENKINS = FOLDER.resolve("Jenkinsfile");
    static final Path CRON = FOLDER.resolve("ci/plimsoll.cron");
    static final Path SERVICE = FOLDER.resolve("ci/plimsoll-gate.service");
    static final Path TIMER = FOLDER.resolve("ci/plimsoll-gate.timer");

    private CiExamples() {}

    /**
     * A step of a pipeline.
     *
     * @param name for people
     * @param script what its shell gets
     * @param always whether it runs after a failure too
     */
    record Step(String name, String script, boolean always) {}

    static Map<String, Object> yaml(Path file) throws IOException {
        return map(new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file)));
    }

    /** The steps of the only job. */
    static List<Map<String, Object>> workflowSteps() throws IOException {
        return list(job().get("steps")).stream().map(CiExamples::map).toList();
    }

    static Map<String, Object> job() throws IOException {
        return map(map(yaml(WORKFLOW).get("jobs")).get("gate"));
    }

    static List<Step> github() throws IOException {
        List<Step> steps = new ArrayList<>();
        for (Map<String, Object> step : workflowSteps()) {
            if (step.containsKey("run")) {
                boolean always = String.valueOf(step.get("if")).startsWith("always()");
                steps.add(new Step(String.valueOf(step.get("name")), String.valueOf(step.get("run")), always));
            }
        }
        return steps;
    }

    /** One script, as the runner makes one of them: what is exported before stays. */
    static Step gitlab() throws IOException {
        Map<String, Object> job = map(yaml(GITLAB).get("container-security"));
        StringBuilder script = new StringBuilder();
        for (String part : List.of("before_script", "script")) {
            list(job.get(part)).forEach(line -> script.append(line).append('\n'));
        }
        return new Step("container-security", script.toString(), false);
    }

    static List<Step> jenkins() throws IOException {
        List<Step> steps = new ArrayList<>();
        Matcher matcher = Pattern.compile("(?m)^ *sh '([^']*)'$").matcher(Files.readString(JENKINS));
        while (matcher.find()) {
            steps.add(new Step(matcher.group(1), matcher.group(1), false));
        }
        return steps;
    }

    /** The command after the five fields of time. */
    static Step cron() throws IOException {
        String line = Files.readAllLines(CRON).stream()
                .filter(each -> each.matches("[0-9*].*"))
                .findFirst()
                .orElseThrow();
        return new Step("cron", line.split(" ", 6)[5], false);
    }

    /** The commands of the unit, each with whether its failure is none. */
    static List<Step> systemd() throws IOException {
        List<Step> steps = new ArrayList<>();
        for (String line : Files.readAllLines(SERVICE)) {
            if (line.startsWith("ExecStart")) {
                String command = line.substring(line.indexOf('=') + 1);
                boolean ignored = command.startsWith("-");
                String script = ignored ? command.substring(1) + " || true" : command;
                steps.add(new Step(line.substring(0, line.indexOf('=')), script, false));
            }
        }
        return steps;
    }

    static List<Object> list(@Nullable Object value) {
        return new ArrayList<>((List<?>) requireNonNull(value));
    }

    static Map<String, Object> map(@Nullable Object value) {
        Map<String, Object> map = new LinkedHashMap<>();
        ((Map<?, ?>) requireNonNull(value)).forEach((key, each) -> map.put(String.valueOf(key), each));
        return map;
    }
}
