package dev.plimsoll.build.script;

import dev.plimsoll.build.shell.Redirect;
import dev.plimsoll.image.write.FileBody;
import dev.plimsoll.image.write.LayerFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a command reads and writes once its redirections are followed. Messages of errors go nowhere. */
final class Streams {
    private static final String NOWHERE = "/dev/null";
    private static final int FILE_MODE = 0666;

    private final List<Written> written = new ArrayList<>();
    private Input in;
    private Output out;

    private record Written(String path, Output output) {}

    private Streams(Input in, Output out) {
        this.in = in;
        this.out = out;
    }

    static Streams of(List<Redirect> redirects, Input in, Output out, Interpreter interpreter, Expander expander)
            throws IOException {
        Streams streams = new Streams(in, out);
        for (Redirect each : redirects) {
            streams.follow(each, expander.text(each.target()), interpreter.world());
        }
        return streams;
    }

    Input in() {
        return in;
    }

    Output out() {
        return out;
    }

    private void follow(Redirect redirect, String target, World world) throws IOException {
        switch (redirect.operator()) {
            case "<<" -> in = new Input(target);
            case "<" -> in = new Input(content(target, world));
            case ">&" -> {
                // Errors are heard by nobody, so what joins them is not either.
                if (redirect.descriptor() == 1 && target.equals("2")) {
                    out = new Output();
                }
            }
            case ">", ">|" -> write(redirect, target, "");
            case ">>" ->
                write(
                        redirect,
                        target,
                        target.equals(NOWHERE)
                                ? ""
                                : world.draft.text(world.place(target)).orElse(""));
            default ->
                throw new UnknownWorkException(0, "the redirection " + redirect.operator() + target + " is not known");
        }
    }

    private static String content(String target, World world) throws IOException {
        if (target.equals(NOWHERE)) {
            return "";
        }
        return world.draft
                .text(world.place(target))
                .orElseThrow(() -> new UnknownWorkException(0, "it reads " + target + ", which is not there"));
    }

    private void write(Redirect redirect, String target, String before) throws IOException {
        Output output = new Output();
        output.print(before);
        if (redirect.descriptor() == 1) {
            out = output;
        }
        if (!target.equals(NOWHERE)) {
            written.add(new Written(target, output));
        }
    }

    /** Once the command is done: what it wrote becomes files. */
    void finish(World world) {
        for (Written each : written) {
            String place = world.follow(each.path()).map(LayerFile::path).orElse(world.place(each.path()));
            byte[] content = each.output().text().getBytes(StandardCharsets.UTF_8);
            LayerFile file = world.draft
                    .find(place)
                    .filter(there -> there.type() == LayerFile.Type.FILE)
                    .map(there -> new LayerFile(
                            place,
                            there.type(),
                            there.mode(),
                            there.userId(),
                            there.groupId(),
                            world.draft.epoch(),
                            "",
                            java.util.Optional.of(FileBody.of(content)),
                            there.xattrs()))
                    .orElse(LayerFile.file(place, FILE_MODE & ~world.mask, world.draft.epoch(), FileBody.of(content)));
            world.draft.put(file);
        }
    }
}
