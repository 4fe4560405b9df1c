package dev.plimsoll.debian;

import dev.plimsoll.testkit.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** What apt would install where nothing is installed, for one architecture; nothing of the machine's own state or settings counts. */
final class AptOracle {
    private final Path configuration;

    private AptOracle(Path configuration) {
        this.configuration = configuration;
    }

    /** Reads the archive at the addresses that were asked here too. */
    static AptOracle of(Path directory, PackageArchive archive, String architecture) throws IOException {
        Path etc = directory.resolve("etc");
        for (String name : List.of("state/lists/partial", "cache/archives/partial", "etc/preferences.d", "etc/parts")) {
            Files.createDirectories(directory.resolve(name));
        }
        Files.writeString(directory.resolve("status"), "");
        StringBuilder sources = new StringBuilder();
        for (ArchiveSuite suite : archive.suites()) {
            sources.append("deb ")
                    .append(suite.base())
                    .append(' ')
                    .append(suite.name())
                    .append(" main\n");
        }
        Files.writeString(etc.resolve("sources.list"), sources);
        Path configuration = directory.resolve("apt.conf");
        String proxy = AptProxy.of(DebianOptions.DEFAULT)
                .map(uri -> "Acquire::http::Proxy \"" + uri + "\";\n")
                .orElse("");
        Files.writeString(configuration, """
                Dir::Etc "%1$s/etc";
                Dir::Etc::parts "parts";
                Dir::Etc::TrustedParts "/usr/share/keyrings";
                Dir::State "%1$s/state";
                Dir::State::status "%1$s/status";
                Dir::Cache "%1$s/cache";
                APT::Architecture "%2$s";
                APT::Architectures { "%2$s"; };
                APT::Sandbox::User "root";
                Acquire::Languages "none";
                """.formatted(directory, architecture) + proxy);
        AptOracle oracle = new AptOracle(configuration);
        oracle.run(List.of("update"));
        return oracle;
    }

    private String run(List<String> arguments) {
        List<String> command =
                new ArrayList<>(List.of("env", "APT_CONFIG=" + configuration, "LC_ALL=C.UTF-8", "apt-get", "-q"));
        command.addAll(arguments);
        return Command.run(command);
    }

    /** Names and versions, sorted; empty if apt refuses. */
    Optional<SortedSet<String>> install(List<String> packages, boolean recommends) {
        List<String> arguments =
                new ArrayList<>(List.of("-s", "-o", "APT::Install-Recommends=" + recommends, "install"));
        arguments.addAll(packages);
        String said;
        try {
            said = run(arguments);
        } catch (IllegalStateException e) {
            if (String.valueOf(e.getMessage()).contains("E: ")) {
                return Optional.empty();
            }
            throw e;
        }
        SortedSet<String> installed = new TreeSet<>();
        for (String line : said.lines().filter(each -> each.startsWith("Inst ")).toList()) {
            String[] words = line.split(" ");
            String name = words[1].contains(":") ? words[1].substring(0, words[1].indexOf(':')) : words[1];
            installed.add(name + " " + words[2].substring(1));
        }
        return Optional.of(installed);
    }
}
