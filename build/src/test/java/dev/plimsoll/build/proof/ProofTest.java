package dev.plimsoll.build.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.build.elf.ElfFiles;
import dev.plimsoll.build.elf.LibraryPaths;
import dev.plimsoll.build.spec.DeclaredDlopen;
import dev.plimsoll.build.tree.Draft;
import dev.plimsoll.build.tree.UsrMerge;
import dev.plimsoll.image.write.FileBody;
import dev.plimsoll.image.write.LayerFile;
import dev.plimsoll.testkit.Command;
import dev.plimsoll.testkit.RequiresCommand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProofTest {
    private static final String PROGRAM = "usr/bin/openssl";

    private final Draft draft = new Draft(Instant.EPOCH);
    private final Map<String, String> leftOut = new TreeMap<>();

    @BeforeEach
    void begin() {
        UsrMerge.begin(draft, "");
    }

    private void prove(DeclaredDlopen... dlopens) throws IOException {
        Proof.require(draft, new ElfFiles(draft), architecture(), leftOut, Map.of(), List.of(dlopens));
    }

    private static String architecture() {
        return System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
    }

    private String copy(Path real) throws IOException {
        String path = UsrMerge.path(real.toString().substring(1));
        UsrMerge.through(real.toString().substring(1), draft, "");
        draft.put(LayerFile.file(path, 0755, Instant.EPOCH, FileBody.of(real)));
        return path;
    }

    /** The program with all that ldd finds for it. */
    private Set<String> copyWithLibraries() throws IOException {
        copy(Path.of("/" + PROGRAM));
        Set<String> libraries = new TreeSet<>();
        Set<String> found = Pattern.compile("(/\\S+)")
                .matcher(Command.run("ldd", "/" + PROGRAM))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());
        for (String each : found) {
            libraries.add(copy(Path.of(each)));
        }
        copy(Path.of("/usr/lib", LibraryPaths.triplet(architecture()), "libgcc_s.so.1"));
        return libraries;
    }

    @Test
    @RequiresCommand({"ldd", "openssl"})
    void every_library_that_ldd_finds_is_needed_and_no_other() throws IOException {
        Set<String> libraries = copyWithLibraries();
        assertThatCode(this::prove).doesNotThrowAnyException();
        assertThat(libraries).hasSizeGreaterThan(3);
        for (String library : libraries) {
            LayerFile file = draft.find(library).orElseThrow();
            draft.remove(library);
            leftOut.clear();
            leftOut.put(library, "its-package");
            assertThatThrownBy(this::prove)
                    .as(library)
                    .isInstanceOf(PlimsollException.class)
                    .hasMessageContainingAll(
                            library.substring(library.lastIndexOf('/') + 1), "of the package its-package");
            draft.put(file);
        }
    }

    @Test
    void a_script_needs_the_program_in_its_first_line() throws IOException {
        draft.put(script("usr/bin/x", "#! /usr/bin/perl -w\n"));
        leftOut.put("usr/bin/perl", "perl-base");
        assertThatThrownBy(this::prove)
                .hasMessageContainingAll("/usr/bin/x is a script for /usr/bin/perl", "of the package perl-base");
        draft.put(script("usr/bin/perl", "#!/usr/bin/env -S awk -f\n"));
        draft.put(script("usr/bin/env", "stands for a program"));
        assertThatThrownBy(this::prove).hasMessageContaining("/usr/bin/perl is a script for awk, which no package");
        draft.put(script("usr/sbin/awk", "stands for a program"));
        assertThatCode(this::prove).doesNotThrowAnyException();
    }

    @Test
    void a_script_that_may_not_be_run_and_an_example_need_nothing() {
        draft.put(LayerFile.file(
                "usr/lib/x", 0644, Instant.EPOCH, FileBody.of("#!/bin/sh\n".getBytes(StandardCharsets.UTF_8))));
        draft.put(script("usr/share/doc/x/examples/run", "#!/bin/sh\n"));
        assertThatCode(this::prove).doesNotThrowAnyException();
    }

    @Test
    void a_link_of_programs_to_what_was_left_out_is_named() {
        draft.put(LayerFile.symlink("usr/bin/sh", "dash", Instant.EPOCH));
        draft.put(LayerFile.symlink("usr/bin/other", "nothing-ever", Instant.EPOCH));
        leftOut.put("usr/bin/dash", "dash");
        assertThatThrownBy(this::prove)
                .hasMessageContaining("/usr/bin/sh is a link to /usr/bin/dash")
                .hasMessageNotContaining("nothing-ever");
    }

    @Test
    @RequiresCommand({"ldd", "openssl"})
    void a_declared_dlopen_is_looked_for_as_the_loader_would() throws IOException {
        copyWithLibraries();
        assertThatCode(() -> prove(new DeclaredDlopen("/" + PROGRAM, "libc.so.6")))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> prove(new DeclaredDlopen("/" + PROGRAM, "libsofthsm2.so")))
                .hasMessageContaining("/usr/bin/openssl is declared to load libsofthsm2.so");
        assertThatThrownBy(() -> prove(new DeclaredDlopen("/usr/bin/none", "libc.so.6")))
                .hasMessageContaining("/usr/bin/none");
    }

    private static LayerFile script(String path, String text) {
        return LayerFile.file(path, 0755, Instant.EPOCH, FileBody.of(text.getBytes(StandardCharsets.UTF_8)));
    }
}
