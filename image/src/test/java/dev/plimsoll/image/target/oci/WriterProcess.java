package dev.plimsoll.image.target.oci;

import dev.plimsoll.base.HttpFetcher;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.Progress;
import dev.plimsoll.base.TempFiles;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.target.SampleImages;
import dev.plimsoll.image.write.LayerCompression;
import dev.plimsoll.image.write.WriteOptions;
import dev.plimsoll.testkit.Command;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Writes an image in a process of its own. */
final class WriterProcess {
    private WriterProcess() {}

    /** Arguments: where to, and a folder for temporary files. */
    public static void main(String[] arguments) {
        try (TempFiles temporary = TempFiles.under(Path.of(arguments[1]))) {
            new OciLayoutTarget()
                    .write(
                            SampleImages.with("other"),
                            ImageReference.parse(arguments[0]),
                            new WriteOptions(
                                    LayerCompression.GZIP,
                                    false,
                                    Map.of(),
                                    Limits.DEFAULT,
                                    HttpFetcher.offline(),
                                    temporary,
                                    Progress.NONE,
                                    Optional.empty()));
            System.out.println("written");
        } catch (PlimsollException e) {
            System.out.println(e.getMessage());
        }
    }

    /** What another process says that writes an image to that place. */
    static String write(String place, Path temporary) {
        return Command.run(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                WriterProcess.class.getName(),
                place,
                temporary.toString());
    }
}
