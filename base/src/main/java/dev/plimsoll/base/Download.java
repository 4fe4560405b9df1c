package dev.plimsoll.base;

import java.net.URI;

/** How a download to a file ended. */
public sealed interface Download {

    /**
     * The file is there, whole.
     *
     * @param uri where it came from, after redirects
     * @param validators to ask with next time, see {@link HttpFetcher.Request#ifChanged}
     * @param size bytes
     */
    record Complete(URI uri, HttpValidators validators, long size) implements Download {}

    /** The server says the copy one has is still right; the target file was not touched. */
    record NotModified() implements Download {}

    /**
     * There is no such resource; the target file was not touched.
     *
     * @param status 404 or 410
     */
    record NotFound(int status) implements Download {}
}
