package dev.plimsoll.build.spec;

import dev.plimsoll.base.yaml.Fields;
import dev.plimsoll.base.yaml.YamlNode;
import dev.plimsoll.build.spec.AddedFile.Content;
import dev.plimsoll.build.spec.SpecValues.Owner;
import dev.plimsoll.image.Platform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads files that are added or left out, users, and libraries that are loaded at run time. */
final class FilesReader {
    private static final Pattern MODULE = Pattern.compile("[a-z][A-Za-z0-9_]*(?:\\.[A-Za-z][A-Za-z0-9_]*)*");
    private static final Pattern USER = Pattern.compile("[a-z_][a-z0-9_-]{0,30}");

    private final SpecValues values;
    private final Path folder;
    private List<LeftOut> leftOut = List.of();
    private List<DeclaredDlopen> dlopens = List.of();
    private Optional<JavaModules> java = Optional.empty();
    private List<NewUser> users = List.of();
    private List<AddedFile> files = List.of();

    /** @param folder where sources are looked for */
    FilesReader(SpecValues values, Path folder) {
        this.values = values;
        this.folder = folder;
    }

    void addTo(Fields fields) {
        fields.may(
                        "leave-out",
                        node -> leftOut = values.distinct(
                                node,
                                "leave-out",
                                this::leftOut,
                                each -> each.path().pattern()))
                .may(
                        "dlopen",
                        node -> dlopens =
                                values.distinct(node, "dlopen", this::dlopen, each -> each.by() + " " + each.library()))
                .may("java", node -> java = java(node))
                .may("users", node -> users = values.distinct(node, "users", this::user, NewUser::name))
                .may("files", node -> files = values.distinct(node, "files", this::file, FilesReader::placeOf));
    }

    /** Each platform may have its own file under one path. */
    private static String placeOf(AddedFile file) {
        return file.path() + file.platform().map(each -> " on " + each).orElse("");
    }

    private Optional<LeftOut> leftOut(YamlNode node) {
        List<PathPattern> path = new ArrayList<>();
        List<String> reason = new ArrayList<>();
        new Fields("an element of 'leave-out'", values.faults())
                .must("path", value -> values.pattern(value, "path").ifPresent(path::add))
                .must("reason", value -> values.plain().text(value, "reason").ifPresent(reason::add))
                .read(node);
        return path.isEmpty() || reason.isEmpty()
                ? Optional.empty()
                : Optional.of(new LeftOut(path.get(0), reason.get(0), node.line()));
    }

    private Optional<DeclaredDlopen> dlopen(YamlNode node) {
        List<String> by = new ArrayList<>();
        List<String> library = new ArrayList<>();
        new Fields("an element of 'dlopen'", values.faults())
                .must("by", value -> values.path(value, "by").ifPresent(by::add))
                .must("library", value -> values.plain().text(value, "library").ifPresent(library::add))
                .read(node);
        return by.isEmpty() || library.isEmpty()
                ? Optional.empty()
                : Optional.of(new DeclaredDlopen(by.get(0), library.get(0)));
    }

    private Optional<JavaModules> java(YamlNode node) {
        List<String> modules = new ArrayList<>();
        List<String> reason = new ArrayList<>();
        new Fields("'java'", values.faults())
                .must(
                        "modules",
                        value -> modules.addAll(values.distinct(value, "modules", this::module, Function.identity())))
                .must("reason", value -> values.plain().text(value, "reason").ifPresent(reason::add))
                .read(node);
        if (modules.isEmpty() && values.faults().all().isEmpty()) {
            values.faults().add(node, "'modules' is empty; name at least one, such as java.base");
        }
        return modules.isEmpty() || reason.isEmpty()
                ? Optional.empty()
                : Optional.of(new JavaModules(modules, reason.get(0), node.line()));
    }

    private Optional<String> module(YamlNode node) {
        return values.text(node, "modules", MODULE, "names of Java modules such as java.sql");
    }

    private Optional<NewUser> user(YamlNode node) {
        List<String> name = new ArrayList<>();
        List<Integer> uid = new ArrayList<>();
        List<Integer> gid = new ArrayList<>();
        List<String> home = new ArrayList<>(List.of("/nonexistent"));
        new Fields("an element of 'users'", values.faults())
                .must(
                        "name",
                        value -> values.text(value, "name", USER, "a user's name in lower case")
                                .ifPresent(name::add))
                .must("uid", value -> id(value, "uid").ifPresent(uid::add))
                .may("gid", value -> id(value, "gid").ifPresent(gid::add))
                .may("home", value -> values.path(value, "home").ifPresent(path -> home.set(0, path)))
                .read(node);
        return name.isEmpty() || uid.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new NewUser(name.get(0), uid.get(0), gid.isEmpty() ? uid.get(0) : gid.get(0), home.get(0)));
    }

    private OptionalInt id(YamlNode node, String what) {
        OptionalInt id = values.plain().number(node, what);
        if (id.isPresent() && id.getAsInt() == 0) {
            values.faults().add(node, "'" + what + "' is 0, which is root; choose another number");
            return OptionalInt.empty();
        }
        return id;
    }

    private Optional<AddedFile> file(YamlNode node) {
        List<String> path = new ArrayList<>();
        List<Content> content = new ArrayList<>();
        OptionalInt[] mode = {OptionalInt.empty()};
        Owner[] owner = {new Owner(0, 0)};
        List<Platform> platform = new ArrayList<>();
        int before = values.faults().all().size();
        new Fields("an element of 'files'", values.faults())
                .must("path", value -> values.path(value, "path").ifPresent(path::add))
                .may("source", value -> source(value).ifPresent(content::add))
                .may("content", value -> text(value).ifPresent(content::add))
                .may(
                        "link",
                        value -> values.plain()
                                .text(value, "link")
                                .map(AddedFile.Link::new)
                                .ifPresent(content::add))
                .may("directory", value -> directory(value).ifPresent(content::add))
                .may("mode", value -> mode[0] = values.mode(value, "mode"))
                .may("owner", value -> values.owner(value, "owner").ifPresent(who -> owner[0] = who))
                .may("platform", value -> values.platform(value).ifPresent(platform::add))
                .read(node);
        if (values.faults().all().size() > before) {
            return Optional.empty();
        }
        if (content.size() != 1) {
            values.faults()
                    .add(
                            node,
                            "an element of 'files' wants one of source, content, link and directory, not "
                                    + content.size() + " of them");
            return Optional.empty();
        }
        return Optional.of(new AddedFile(
                path.get(0),
                content.get(0),
                mode[0],
                owner[0].userId(),
                owner[0].groupId(),
                platform.stream().findFirst(),
                node.line()));
    }

    private Optional<Content> source(YamlNode node) {
        return values.plain().text(node, "source").flatMap(text -> {
            Path file = folder.resolve(text).normalize();
            if (!Files.exists(file)) {
                values.faults().add(node, "'source': there is no " + file);
                return Optional.empty();
            }
            return Optional.of(new AddedFile.Source(file));
        });
    }

    /** As it stands, blanks and line ends included. */
    private Optional<Content> text(YamlNode node) {
        if (node.kind() == YamlNode.Kind.TEXT) {
            return node.scalar().map(AddedFile.Text::new);
        }
        values.faults().add(node, "'content' wants text, not " + node.shown());
        return Optional.empty();
    }

    private Optional<Content> directory(YamlNode node) {
        Optional<Boolean> wanted = values.plain().bool(node, "directory");
        if (wanted.isPresent() && !wanted.get()) {
            values.faults().add(node, "'directory' is true or not there");
        }
        return wanted.filter(Boolean::booleanValue).map(yes -> new AddedFile.Directory());
    }

    List<LeftOut> leftOut() {
        return leftOut;
    }

    List<DeclaredDlopen> dlopens() {
        return dlopens;
    }

    Optional<JavaModules> java() {
        return java;
    }

    List<NewUser> users() {
        return users;
    }

    List<AddedFile> files() {
        return files;
    }
}
