package dev.plimsoll.image.source.registry;

import dev.plimsoll.base.Digest;

/**
 * A manifest or index as a registry sent it.
 *
 * @param content its bytes
 * @param digest of them, computed here
 * @param contentType as the registry stated it, without parameters; or empty
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; made once and read once
record ReceivedManifest(byte[] content, Digest digest, String contentType) {}
