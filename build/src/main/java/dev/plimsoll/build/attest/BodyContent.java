package dev.plimsoll.build.attest;

import dev.plimsoll.base.BoundedInput;
import dev.plimsoll.base.Limits;
import dev.plimsoll.image.FileContent;
import dev.plimsoll.image.write.FileBody;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.util.Optional;

/** What a file will hold once it is written, for those who read files. */
public record BodyContent(FileBody body) implements FileContent {
    @Override
    public long size() {
        return body.size();
    }

    @Override
    public InputStream stream() throws IOException {
        return body.open();
    }

    @Override
    public SeekableByteChannel channel() throws IOException {
        Optional<SeekableByteChannel> channel = body.channel();
        if (channel.isPresent()) {
            return channel.get();
        }
        try (InputStream in = body.open()) {
            return new BytesChannel(BoundedInput.readAll(in, Limits.DEFAULT.fileBytes(), "a file of the image"));
        }
    }
}
