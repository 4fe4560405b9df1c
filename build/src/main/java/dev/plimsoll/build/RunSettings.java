package dev.plimsoll.build;

import dev.plimsoll.build.spec.HealthCheck;
import dev.plimsoll.build.spec.Run;
import dev.plimsoll.image.HealthTiming;
import dev.plimsoll.image.RunConfig;
import java.util.ArrayList;
import java.util.List;

/** What a spec says of running, as an image states it. */
final class RunSettings {
    private static final String PATH = "PATH";
    /** As engines set it where an image says nothing. */
    private static final String USUAL_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private RunSettings() {}

    static RunConfig of(Run run) {
        List<String> environment = new ArrayList<>();
        if (!run.environment().containsKey(PATH)) {
            environment.add(PATH + "=" + USUAL_PATH);
        }
        run.environment().forEach((name, value) -> environment.add(name + "=" + value));
        return new RunConfig(
                run.userId() + ":" + run.groupId(),
                environment,
                run.entrypoint(),
                run.command(),
                run.workingDirectory(),
                run.volumes().stream().sorted().toList(),
                run.ports().stream().sorted().toList(),
                run.healthCheck().map(RunSettings::probe),
                run.healthCheck().map(RunSettings::timing).orElse(HealthTiming.NONE),
                run.stopSignal().orElse(""));
    }

    /** Started as it is, without a shell. */
    private static List<String> probe(HealthCheck check) {
        List<String> probe = new ArrayList<>(List.of("CMD"));
        probe.addAll(check.command());
        return probe;
    }

    private static HealthTiming timing(HealthCheck check) {
        return new HealthTiming(check.interval(), check.timeout(), check.startPeriod(), check.retries());
    }
}
