package dev.plimsoll.image.write;

import dev.plimsoll.base.HttpFetcher;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.Progress;
import dev.plimsoll.base.TempFiles;
import java.util.Map;
import java.util.Optional;

/**
 * How to write an image.
 *
 * @param compression of its layers, where the target has a choice
 * @param plainHttp whether a registry that is not on loopback may be asked without TLS
 * @param environment the process's environment (DOCKER_CONFIG, DOCKER_HOST, HOME)
 * @param limits bounds of what is read
 * @param fetcher the network
 * @param tempFiles where layers go that are not written in place
 * @param progress who is told
 * @param layerCache keeps compressed layers for the next write, if there is one
 */
public record WriteOptions(
        LayerCompression compression,
        boolean plainHttp,
        Map<String, String> environment,
        Limits limits,
        HttpFetcher fetcher,
        TempFiles tempFiles,
        Progress progress,
        Optional<LayerCache> layerCache) {
    public WriteOptions {
        environment = Map.copyOf(environment);
    }
}
