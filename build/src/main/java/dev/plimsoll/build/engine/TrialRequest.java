package dev.plimsoll.build.engine;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;

/**
 * What is to be started, hardened: with a root that can only be read, without capabilities, new privileges and network.
 *
 * @param image name or id of an image that the engine has
 * @param environment {@code NAME=value} lines
 * @param mounts what it needs of this machine, as {@code SOURCE:TARGET} with {@code :ro} if it shall not write there
 * @param memory bytes that it may use
 * @param processes how many it may have at once
 * @param longest how long it may take to become healthy
 */
public record TrialRequest(
        String image, List<String> environment, List<String> mounts, long memory, int processes, Duration longest) {
    public TrialRequest {
        environment = List.copyOf(environment);
        mounts = List.copyOf(mounts);
    }

    /** With 512 MiB, 256 processes and a minute. */
    public static TrialRequest of(String image, List<String> environment, List<String> mounts) {
        return new TrialRequest(image, environment, mounts, 512L << 20, 256, Duration.ofMinutes(1));
    }

    /** As the engine is asked for it. */
    ObjectNode body() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        environment.forEach(body.putArray("Env")::add);
        ObjectNode host = body.putObject("HostConfig");
        host.put("ReadonlyRootfs", true);
        host.putArray("CapDrop").add("ALL");
        host.putArray("SecurityOpt").add("no-new-privileges");
        host.put("Memory", memory);
        host.put("MemorySwap", memory);
        host.put("PidsLimit", processes);
        host.put("NetworkMode", "none");
        mounts.forEach(host.putArray("Binds")::add);
        return body;
    }
}
