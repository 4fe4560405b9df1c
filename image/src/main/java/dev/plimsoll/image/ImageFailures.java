package dev.plimsoll.image;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.LimitExceededException;
import dev.plimsoll.base.MalformedJsonException;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.image.blob.CorruptDataException;
import dev.plimsoll.image.blob.UnsupportedDataException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** Turns what went wrong below into the error for the person who must act. Internal to this module. */
public final class ImageFailures {
    private ImageFailures() {}

    /** An archive, layer or manifest is not what it should be. */
    public static PlimsollException corrupt(String message) {
        return new PlimsollException(ErrorCode.IMAGE_CORRUPT, message);
    }

    /**
     * The failure to read something.
     *
     * @param what names the file, manifest or layer, for the start of the message
     */
    public static PlimsollException of(IOException failure, String what) {
        return new PlimsollException(code(failure), message(failure, what), failure);
    }

    private static ErrorCode code(IOException failure) {
        if (failure instanceof LimitExceededException) {
            return ErrorCode.LIMIT_EXCEEDED;
        }
        if (failure instanceof UnsupportedDataException) {
            return ErrorCode.UNSUPPORTED_FORMAT;
        }
        if (failure instanceof NoSuchFileException) {
            return ErrorCode.IMAGE_NOT_FOUND;
        }
        boolean corrupt = failure instanceof CorruptDataException
                || failure instanceof MalformedJsonException
                || failure instanceof EOFException;
        return corrupt ? ErrorCode.IMAGE_CORRUPT : ErrorCode.FILE_ACCESS;
    }

    private static String message(IOException failure, String what) {
        String detail = failure.getMessage();
        if (failure instanceof NoSuchFileException) {
            return what + ": there is no such file or directory";
        }
        if (failure instanceof AccessDeniedException) {
            return what + ": the operating system refuses access to it";
        }
        if (detail == null) {
            return what + ": " + (failure instanceof EOFException ? "ends too early" : "cannot be read");
        }
        return detail.startsWith(what) ? detail : what + ": " + detail;
    }
}
