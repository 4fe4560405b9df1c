package dev.plimsoll.testkit;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A container of an image, started as a hardened deployment starts it: its root can only be read, without capabilities and new
 * privileges, with limits of memory and processes, as the user that the image names. For one thread.
 */
public final class HardenedContainer implements AutoCloseable {
    private final DockerDaemon docker;
    private final String name;

    private HardenedContainer(DockerDaemon docker, String name) {
        this.docker = docker;
        this.name = name;
    }

    /** What a container is started with. */
    public static final class Settings {
        private final List<String> options = new ArrayList<>();
        private final List<String> command = new ArrayList<>();

        /** A volume that outlives the container. */
        public Settings volume(String volume, String target) {
            options.add("--volume=" + volume + ":" + target);
            return this;
        }

        /** A file of this machine that can only be read; the container's user must have the right to. */
        public Settings file(Path file, String target) {
            options.add("--volume=" + file + ":" + target + ":ro");
            return this;
        }

        public Settings environment(String variable, String value) {
            options.add("--env=" + variable + "=" + value);
            return this;
        }

        /** A port that is reached at {@link HardenedContainer#port}. */
        public Settings port(int inside) {
            options.add("--publish=127.0.0.1::" + inside);
            return this;
        }

        /** Bytes of memory and number of processes, in place of 512 MiB and 128. */
        public Settings limits(long memory, int processes) {
            options.add("--memory=" + memory);
            options.add("--pids-limit=" + processes);
            return this;
        }

        /** Arguments in place of the image's. */
        public Settings command(String... arguments) {
            command.addAll(List.of(arguments));
            return this;
        }
    }

    /**
     * Starts a container; whether it goes on running is another question.
     *
     * @param name of the container and of its network; not in use
     */
    public static HardenedContainer start(DockerDaemon docker, String name, String image, Settings settings) {
        docker.docker("network", "create", name);
        List<String> arguments = new ArrayList<>(List.of(
                "run",
                "--detach",
                "--name=" + name,
                "--network=" + name,
                "--read-only",
                "--cap-drop=ALL",
                "--security-opt=no-new-privileges",
                "--memory=512m",
                "--pids-limit=128",
                // The image's own check, sooner than people need it.
                "--health-interval=1s"));
        arguments.addAll(settings.options);
        arguments.add(image);
        arguments.addAll(settings.command);
        docker.docker(arguments.toArray(String[]::new));
        return new HardenedContainer(docker, name);
    }

    /** The port on 127.0.0.1 at which a published one is reached. */
    public int port(int inside) {
        String address =
                docker.docker("port", name, inside + "/tcp").lines().findFirst().orElseThrow();
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }

    /** Runs a program in it; gives what it wrote, and throws where it fails. */
    public String exec(String... command) {
        List<String> arguments = new ArrayList<>(List.of("exec", name));
        arguments.addAll(List.of(command));
        return docker.docker(arguments.toArray(String[]::new));
    }

    /** What the engine says of it, by a template such as {@code {{.State.Running}}}. */
    public String inspect(String template) {
        return docker.docker("inspect", "--format", template, name).strip();
    }

    /** What it wrote so far. */
    public String logs() {
        return docker.docker("logs", name);
    }

    /** User ids of its processes, seen from outside, each once. */
    public List<String> users() {
        return docker.docker("top", name, "-eo", "pid,uid")
                .lines()
                .skip(1)
                .map(line -> line.strip().split(" +")[1])
                .distinct()
                .toList();
    }

    /** Ends it in order and starts it again. */
    public void restart() {
        docker.docker("restart", name);
    }

    /** Ends it at once, as a machine that loses its power. */
    public void kill() {
        docker.docker("kill", "--signal=KILL", name);
    }

    public void startAgain() {
        docker.docker("start", name);
    }

    /** Waits until its health check says so. */
    public void awaitHealthy(Duration longest) {
        await("{{.State.Health.Status}}", "healthy", longest);
    }

    /** Waits until it has ended; gives its exit code. */
    public int awaitEnd(Duration longest) {
        await("{{.State.Running}}", "false", longest);
        return Integer.parseInt(inspect("{{.State.ExitCode}}"));
    }

    private void await(String template, String wanted, Duration longest) {
        long end = System.nanoTime() + longest.toNanos();
        String seen = inspect(template);
        while (!seen.equals(wanted)) {
            boolean over =
                    wanted.equals("healthy") && inspect("{{.State.Running}}").equals("false");
            if (over || System.nanoTime() > end) {
                throw new IllegalStateException(
                        template + " of " + name + " is " + seen + ", not " + wanted + "; it said: " + logs());
            }
            pause();
            seen = inspect(template);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a container", e);
        }
    }

    @Override
    public void close() {
        docker.docker("rm", "--force", name);
        docker.docker("network", "rm", name);
    }
}
