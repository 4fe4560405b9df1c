package dev.plimsoll.base;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;

/** What the system said of a file, in words. Any number of threads may ask. */
public final class FileReason {
    private FileReason() {}

    /** Why a file could not be used: a half sentence for messages, on one line and without control characters. */
    public static String of(IOException failure) {
        if (failure instanceof AccessDeniedException denied) {
            return "permission denied for " + SafeText.line(String.valueOf(denied.getFile()));
        }
        if (failure instanceof NoSuchFileException missing) {
            return SafeText.line(String.valueOf(missing.getFile())) + " is not there";
        }
        if (failure instanceof FileAlreadyExistsException other) {
            return SafeText.line(String.valueOf(other.getFile())) + " is there and is no directory";
        }
        if (failure instanceof FileSystemException system && system.getReason() != null) {
            return SafeText.line(system.getReason());
        }
        return SafeText.line(Objects.requireNonNullElseGet(
                failure.getMessage(), () -> failure.getClass().getSimpleName()));
    }
}
