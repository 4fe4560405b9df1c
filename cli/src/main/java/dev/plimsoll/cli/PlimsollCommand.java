package dev.plimsoll.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The root: nothing but its sub-commands. */
@Command(
        name = "plimsoll",
        description = "Says what is inside a container image, what is known against it, and what could not be judged.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            BuildCommand.class,
            PatchCommand.class,
            RebaseCommand.class,
            CvesCommand.class,
            QuickviewCommand.class,
            ReportCommand.class,
            SbomCommand.class,
            ExplainCommand.class,
            GateCommand.class,
            PolicyCommand.class,
            VerifyCommand.class,
            DbCommand.class,
            ServeCommand.class,
            InitCommand.class,
            CompletionCommand.class,
            VersionCommand.class
        },
        footer = {
            "",
            "IMAGE is a name (local engine, else registry) or one of:",
            "  archive://FILE     a tar of docker save, or an OCI layout in a tar",
            "  oci-dir://DIR      an OCI image layout",
            "  registry://NAME    a registry only",
            "  local://NAME       the local engine only",
            "  fs://DIR           a directory, or this machine's own root as fs:///",
            "  sbom://FILE        CycloneDX or SPDX JSON; no FILE: standard input",
            "",
            "Logins are Docker's. A registry's own certificate authority: /etc/docker/certs.d/HOST[:PORT]/ca.crt, the same",
            "below ~/.config, or SSL_CERT_FILE. Engine: DOCKER_HOST=unix:///PATH, else Docker's context, else the usual sockets.",
            "",
            "Exit codes: 0 done, 1 failed, 2 condition met (--exit-code) or policy failed (gate), 3 not judged"
                    + " (--require-coverage, gate)."
        })
final class PlimsollCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = {"-V", "--version"},
            description = "Print the version.")
    private boolean version;

    @Override
    public void run() {
        if (version) {
            spec.commandLine().getOut().println(VersionCommand.text());
            return;
        }
        throw new ParameterException(
                spec.commandLine(), "a command is missing; the usual one is 'plimsoll cves IMAGE'");
    }
}
