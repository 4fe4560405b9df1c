package dev.plimsoll.cli;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.build.engine.Trial;
import dev.plimsoll.build.engine.TrialRequest;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.Scheme;
import dev.plimsoll.image.engine.Engine;
import dev.plimsoll.policy.image.Verification.Check;
import java.util.List;
import picocli.CommandLine.Option;

/** Whether an image is started too, and what it needs to start. */
final class TrialOptions {
    @Option(
            names = "--run",
            description =
                    "Also start it in the container engine: its root can only be read, all capabilities dropped, no new"
                            + " privileges, no network, limits of memory and processes.")
    private boolean run;

    @Option(
            names = "--env",
            paramLabel = "NAME=VALUE",
            description = "What it needs in its environment to start. Repeatable. (--run)")
    private List<String> environment = List.of();

    @Option(
            names = "--mount",
            paramLabel = "SOURCE:TARGET[:ro]",
            description = "What it needs of this machine to start, such as a secret. Repeatable. (--run)")
    private List<String> mounts = List.of();

    /** What was seen of it while it ran; nothing if it was not asked for. */
    List<Check> checks(ImageReference image, CliContext context) {
        if (!run) {
            return List.of();
        }
        if (image.scheme() != Scheme.LOCAL && image.scheme() != Scheme.IMAGE) {
            throw new PlimsollException(
                    ErrorCode.USAGE,
                    "--run starts images that the container engine has, by their name; load " + image
                            + " into it first, for example with 'docker load'");
        }
        Engine engine = Engine.connect(context.environment(), Limits.DEFAULT);
        return TrialChecks.of(
                new Trial(engine, context.clock()).run(TrialRequest.of(image.place(), environment, mounts)));
    }
}
