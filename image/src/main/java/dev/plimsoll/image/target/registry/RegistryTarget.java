package dev.plimsoll.image.target.registry;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.FileReason;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.Scheme;
import dev.plimsoll.image.registry.RegistryName;
import dev.plimsoll.image.registry.RegistryOptions;
import dev.plimsoll.image.registry.Repository;
import dev.plimsoll.image.write.ImageTarget;
import dev.plimsoll.image.write.NewImage;
import dev.plimsoll.image.write.WriteOptions;
import dev.plimsoll.image.write.WrittenImage;
import dev.plimsoll.image.write.WrittenIndex;
import java.io.IOException;
import java.util.List;

/**
 * Pushes an image to a registry: {@code registry://NAME}. The tag is set last, so that whoever pulls it gets the former image or the
 * whole new one.
 */
public final class RegistryTarget implements ImageTarget {
    @Override
    public boolean writes(ImageReference reference) {
        return reference.scheme() == Scheme.REGISTRY;
    }

    @Override
    public WrittenImage write(NewImage image, ImageReference reference, WriteOptions options) {
        return push(reference, options, repository -> new Push(repository, image, options).run());
    }

    @Override
    public WrittenIndex writeAll(List<NewImage> images, ImageReference reference, WriteOptions options) {
        return push(reference, options, repository -> Push.all(repository, images, options));
    }

    private interface Work<T> {
        T in(Repository repository) throws IOException;
    }

    private static <T> T push(ImageReference reference, WriteOptions options, Work<T> work) {
        RegistryName name = RegistryName.parse(reference.place());
        if (name.digest().isPresent()) {
            throw new PlimsollException(
                    ErrorCode.USAGE, "'" + reference + "' names a digest; an image is pushed under a tag");
        }
        Repository repository = new Repository(
                name,
                Repository.Access.PUSH,
                new RegistryOptions(options.plainHttp(), options.environment(), options.limits(), options.fetcher()));
        try {
            return work.in(repository);
        } catch (IOException e) {
            throw new PlimsollException(
                    ErrorCode.FILE_ACCESS,
                    "could not write the layers of " + name + " aside, to push them: " + FileReason.of(e)
                            + "; check the space for temporary files",
                    e);
        }
    }
}
