package dev.plimsoll.base;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A document is not well-formed XML. The message names the document, and the line and column where known. */
public final class MalformedXmlException extends IOException {
    private static final long serialVersionUID = 1L;

    /** @param cause the parser's own failure, if there is one */
    public MalformedXmlException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
