package dev.plimsoll.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.base.Limits;
import dev.plimsoll.testkit.image.TinyTar;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which entries of several layers the tree shows. */
class LayerMergeTest extends LayerCases {
    @ParameterizedTest
    @EnumSource
    void a_whiteout_hides_lower_layers_and_never_its_own(Form form) throws Exception {
        TinyTar lower = new TinyTar().file("d/old", "1").file("e/old", "1").file("f", "1");
        TinyTar upper = new TinyTar()
                .file("d/new", "2")
                .file("d/.wh..wh..opq", "")
                .file("f", "2")
                .file(".wh.f", "")
                .file(".wh.e", "")
                .file("e/new", "2");
        read(
                form,
                tree -> {
                    assertThat(paths(tree)).containsExactly("d", "d/new", "e", "e/new", "f");
                    assertThat(Trees.text(tree, "f")).isEqualTo("2");
                    assertThat(tree.entry("e").orElseThrow().layer()).isEqualTo(1);
                },
                lower,
                upper);
    }

    @ParameterizedTest
    @EnumSource
    void a_whiteout_that_names_no_child_hides_nothing(Form form) throws Exception {
        read(
                form,
                tree -> {
                    assertThat(paths(tree)).containsExactly("d", "d/f");
                    assertThat(tree.gaps()).hasSize(3).allMatch(gap -> gap.reason() == Gap.Reason.CORRUPT);
                },
                new TinyTar().file("d/f", "1"),
                new TinyTar().file("d/.wh.", "").file("d/.wh..", "").file("d/.wh...", ""));
    }

    @ParameterizedTest
    @EnumSource
    void a_directory_and_a_file_take_each_others_place(Form form) throws Exception {
        read(
                form,
                tree -> {
                    assertThat(paths(tree)).containsExactly("a", "b", "b/f", "s", "s/own");
                    assertThat(tree.entry("a").orElseThrow().kind()).isEqualTo(FileEntry.Kind.FILE);
                    assertThat(tree.entry("s").orElseThrow().kind()).isEqualTo(FileEntry.Kind.DIRECTORY);
                },
                new TinyTar().file("a/f", "1").file("b", "1").symlink("s", "a"),
                new TinyTar()
                        .file("a", "2")
                        .directory("b")
                        .file("b/f", "2")
                        .directory("s")
                        .file("s/own", ""));
    }

    @ParameterizedTest
    @EnumSource
    void a_hard_link_keeps_what_its_target_was(Form form) throws Exception {
        TinyTar lower = new TinyTar().file("bin/tool", 0755, "v1".getBytes(StandardCharsets.UTF_8));
        TinyTar middle = new TinyTar()
                .hardLink("bin/alias", "/bin/tool")
                .file("bin/tool", "v2")
                .hardLink("bin/second", "./bin/tool");
        TinyTar upper = new TinyTar().file("bin/.wh.tool", "").hardLink("bin/broken", "bin/tool");
        read(
                form,
                tree -> {
                    assertThat(paths(tree)).containsExactly("bin", "bin/alias", "bin/second");
                    assertThat(Trees.text(tree, "bin/alias")).isEqualTo("v1");
                    assertThat(tree.entry("bin/alias").orElseThrow().mode()).isEqualTo(0755);
                    assertThat(tree.entry("bin/alias").orElseThrow().layer()).isEqualTo(1);
                    assertThat(Trees.text(tree, "bin/second")).isEqualTo("v2");
                    assertThat(tree.gaps()).singleElement().satisfies(gap -> {
                        assertThat(gap.path()).isEqualTo("bin/broken");
                        assertThat(gap.detail()).contains("bin/tool");
                    });
                },
                lower,
                middle,
                upper);
    }

    @ParameterizedTest
    @EnumSource
    void a_hard_link_has_its_content_even_if_nobody_wanted_its_targets(Form form) throws Exception {
        TinyTar lower = new TinyTar()
                .file("objects/1", "content")
                .file("objects/2", "other")
                .hardLink("usr/db", "objects/1");
        FileSelector selector = (path, size, mode) -> path.equals("usr/db") ? Want.CONTENT : Want.NOTHING;
        read(
                form,
                selector,
                Limits.DEFAULT,
                tree -> {
                    assertThat(Trees.text(tree, "usr/db")).isEqualTo("content");
                    assertThat(tree.content(tree.entry("objects/1").orElseThrow()))
                            .isEmpty();
                    assertThat(tree.gaps()).isEmpty();
                },
                lower.bytes());
    }

    @ParameterizedTest
    @EnumSource
    void entries_land_where_links_of_lower_layers_lead(Form form) throws Exception {
        TinyTar lower = new TinyTar()
                .symlink("lib", "usr/lib")
                .symlink("var/run", "/run")
                .symlink("up", "../../..")
                .symlink("dangling", "made/later")
                .symlink("loop", "loop")
                .file("file", "text");
        TinyTar upper = new TinyTar()
                .file("lib/x/.wh.nothing", "")
                .file("lib/x/y", "1")
                .file("var/run/pid", "1")
                .file("up/at-root", "1")
                .file("dangling/f", "1")
                .file("loop/f", "1")
                .file("file/f", "1");
        read(
                form,
                tree -> {
                    assertThat(paths(tree)).contains("usr/lib/x/y", "run/pid", "at-root", "made/later/f");
                    assertThat(tree.gaps()).extracting(Gap::path).containsExactlyInAnyOrder("loop/f", "file/f");
                    assertThat(tree.find("lib/x/y").orElseThrow().path()).isEqualTo("usr/lib/x/y");
                    assertThat(tree.find("var/run/../run/pid")).isPresent();
                    assertThat(tree.find("loop")).isEmpty();
                    assertThat(tree.find("file/f")).isEmpty();
                    assertThat(tree.find("/")).isEmpty();
                    assertThat(tree.children("")).extracting(FileEntry::path).contains("at-root", "lib");
                },
                lower,
                upper);
    }

    @ParameterizedTest
    @EnumSource
    void a_name_that_climbs_out_is_a_gap_and_lands_nowhere(Form form) throws Exception {
        read(
                form,
                tree -> {
                    assertThat(paths(tree)).containsExactly("a", "b", "etc", "etc/ok");
                    assertThat(tree.gaps()).extracting(Gap::path).containsExactly("../evil", "a/../../evil", "bad");
                },
                new TinyTar()
                        .file("../evil", "1")
                        .file("a/../../evil", "1")
                        .file("/etc/./ok", "1")
                        .file("a/../b", "1")
                        .directory("a")
                        .directory("./")
                        .hardLink("bad", "../../etc/ok"));
    }

    @ParameterizedTest
    @EnumSource
    void global_headers_and_devices_and_unknown_types_are_read(Form form) throws IOException, Exception {
        read(
                form,
                tree -> {
                    assertThat(tree.entry("dev/null").orElseThrow().kind()).isEqualTo(FileEntry.Kind.OTHER);
                    assertThat(tree.entry("f").orElseThrow().userId()).isEqualTo(1234);
                    assertThat(tree.entry("g").orElseThrow().userId()).isEqualTo(7);
                    assertThat(Trees.text(tree, "odd")).isEqualTo("regular");
                    assertThat(tree.entry("v7").orElseThrow().kind()).isEqualTo(FileEntry.Kind.DIRECTORY);
                },
                new TinyTar()
                        .globalPax("uid=1234", "comment=x")
                        .device("dev/null")
                        .file("f", "1")
                        .pax("uid=7")
                        .file("g", "2")
                        .entry('Z', "odd", 0644, "", "regular".getBytes(StandardCharsets.UTF_8))
                        .entry('\0', "v7/", 0755, "", new byte[0]));
    }
}
