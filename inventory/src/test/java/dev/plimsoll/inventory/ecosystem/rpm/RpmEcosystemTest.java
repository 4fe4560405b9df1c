package dev.plimsoll.inventory.ecosystem.rpm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.base.Limits;
import dev.plimsoll.base.TempFiles;
import dev.plimsoll.image.Gap;
import dev.plimsoll.inventory.Component;
import dev.plimsoll.inventory.Ecosystem;
import dev.plimsoll.inventory.EcosystemContract;
import dev.plimsoll.inventory.ExtractorOutput;
import dev.plimsoll.inventory.Inventory;
import dev.plimsoll.inventory.MemoryContent;
import dev.plimsoll.inventory.MemoryImage;
import dev.plimsoll.inventory.Owner;
import dev.plimsoll.inventory.OwnershipInput;
import dev.plimsoll.inventory.Unidentified;
import dev.plimsoll.inventory.VersionPairs;
import dev.plimsoll.testkit.RequiresCommand;
import dev.plimsoll.testkit.RequiresFile;
import dev.plimsoll.testkit.SharedFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RpmEcosystemTest extends EcosystemContract {
    private static final String MARINER = "fixtures/rpmdb/cbl-mariner-2.0/rpmdb.sqlite";
    private static final String PATH = "var/lib/rpm/rpmdb.sqlite";

    @TempDir
    Path directory;

    @Override
    protected Ecosystem ecosystem() {
        return new RpmEcosystem();
    }

    @Override
    protected boolean detectsCuts() {
        return true;
    }

    private static List<String> lines(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    /** What rpm itself lists of a real database, all fields that we read. */
    @Test
    @RequiresFile(MARINER)
    @RequiresCommand("rpm")
    void findsWhatRpmFindsInARealDatabase() throws Exception {
        Path database = Files.createDirectory(directory.resolve("db")).resolve("rpmdb.sqlite");
        Files.copy(SharedFiles.path(MARINER), database);
        MemoryImage image = MemoryImage.empty()
                .put("etc/os-release", "ID=mariner\nVERSION_ID=\"2.0\"\n")
                .put(PATH, MemoryContent.of(SharedFiles.path(MARINER)));
        Inventory inventory = read(image);

        List<String> ours = inventory.components().stream()
                .map(component -> String.join(
                        "|",
                        component.name(),
                        component.version(),
                        component.properties().get("arch"),
                        component.purl().qualifiers().get("upstream"),
                        component.licences().get(0)))
                .sorted()
                .toList();
        List<String> theirs = lines(new ProcessBuilder(
                                "rpm",
                                "--dbpath",
                                directory.resolve("db").toString(),
                                "-qa",
                                "--qf",
                                "%{NAME}|%{EVR}|%{ARCH}|%{SOURCERPM}|%{LICENSE}\n")
                        .start())
                .stream()
                .filter(line -> !line.startsWith("gpg-pubkey|"))
                .map(line -> line.replace("|0:", "|"))
                .sorted()
                .toList();
        assertThat(theirs).hasSizeGreaterThan(100);
        assertThat(ours).isEqualTo(theirs);
        assertThat(inventory.gaps()).isEmpty();
    }

    @Test
    @RequiresFile(MARINER)
    @RequiresCommand("rpm")
    void knowsTheOwnersThatRpmKnows() throws Exception {
        Path database = Files.createDirectory(directory.resolve("db")).resolve("rpmdb.sqlite");
        Files.copy(SharedFiles.path(MARINER), database);
        List<String> theirs = lines(new ProcessBuilder(
                        "rpm",
                        "--dbpath",
                        directory.resolve("db").toString(),
                        "-q",
                        "glibc",
                        "--qf",
                        "[%{FILENAMES}\n]")
                .start());
        MemoryImage image = MemoryImage.empty().put(PATH, MemoryContent.of(SharedFiles.path(MARINER)));
        List<String> paths = new ArrayList<>();
        theirs.forEach(path -> paths.add(path.substring(1)));
        Map<String, Owner> owners = new RpmEcosystem()
                .owners(
                        new OwnershipInput(
                                Set.copyOf(paths),
                                image.read((path, size, mode) -> new RpmExtractor().wants(path, size, mode)),
                                Limits.DEFAULT,
                                TempFiles.under(directory)),
                        new NoOutput());

        assertThat(paths).hasSizeGreaterThan(20);
        assertThat(owners.keySet()).containsAll(paths);
        assertThat(owners.values()).contains(new Owner("rpm", "glibc", "2.34-2.cm2"));
    }

    private static final class NoOutput implements ExtractorOutput {
        @Override
        public void component(Component component) {
            throw new AssertionError(component);
        }

        @Override
        public void unidentified(Unidentified piece) {
            throw new AssertionError(piece);
        }

        @Override
        public void gap(Gap gap) {
            throw new AssertionError(gap);
        }
    }

    @Test
    void leavesNoTemporaryFileBehind() throws Exception {
        Path parent = Files.createDirectory(directory.resolve("temp"));
        try (TempFiles tempFiles = TempFiles.under(parent)) {
            new RpmDatabase(tempFiles, Limits.DEFAULT)
                    .read(
                            new MemoryContent(database("CREATE TABLE Packages (hnum INTEGER PRIMARY KEY, blob BLOB)")),
                            java.util.Optional.empty(),
                            PATH,
                            header -> {});
            try (Stream<Path> left = Files.walk(parent)) {
                assertThat(left.filter(Files::isRegularFile).filter(each -> !each.endsWith(".plimsoll-run")))
                        .isEmpty();
            }
        }
    }

    private byte[] database(String... statements) throws SQLException, IOException {
        Path file = directory.resolve("made.sqlite");
        Files.deleteIfExists(file);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
        return Files.readAllBytes(file);
    }

    /** Each of these would be a query without an end, or a package that nobody installed. */
    @Test
    void refusesATableThatRpmDidNotMake() throws Exception {
        String endless = "WITH RECURSIVE n(hnum) AS (SELECT 1 UNION ALL SELECT hnum + 1 FROM n)";
        for (byte[] hostile : List.of(
                database("CREATE VIEW Packages AS " + endless + " SELECT hnum, x'00' AS blob FROM n"),
                database("CREATE TABLE Packages (hnum INTEGER PRIMARY KEY, blob AS (zeroblob(1000000000)))"),
                database("CREATE TABLE Other (hnum INTEGER PRIMARY KEY)"))) {
            Inventory inventory = read(MemoryImage.empty().put(PATH, hostile));
            assertThat(inventory.components()).isEmpty();
            assertThat(inventory.gaps()).extracting(Gap::reason).containsExactly(Gap.Reason.CORRUPT);
        }
    }

    @Test
    @RequiresCommand("rpm")
    void ordersThousandsOfPairsAsRpmDoes() throws Exception {
        List<String> real = new ArrayList<>(List.of(
                "1:3.0.7-1.el9", "2.0^20240101git1234567-0.1~beta.el9", "18.20.2-2.module_el9.4.0+100+71fc9528"));
        Path advisories = SharedFiles.path("advisories/osv/AlmaLinux/all.zip");
        if (Files.exists(advisories)) {
            real.addAll(OsvVersions.read(advisories, 3000));
        }
        List<VersionPairs.Pair> pairs = VersionPairs.of(real, "0123456789.~^+_abzAZ-", 20_000, 4).stream()
                .filter(pair -> isReadable(pair.left()) && isReadable(pair.right()))
                .toList();
        assertThat(pairs).hasSizeGreaterThan(15_000);
        String program = "%{lua: for line in io.lines() do local a, b = line:match('^([^\t]*)\t(.*)$')"
                + " print(rpm.vercmp(a, b) .. '\\n') end}";

        VersionPairs.assertAgrees(ecosystem().versions(), pairs, List.of("rpm", "--eval", program), directory);
    }

    private boolean isReadable(String version) {
        try {
            ecosystem().versions().parse(version);
            return true;
        } catch (dev.plimsoll.inventory.UnreadableVersionException e) {
            return false;
        }
    }
}
