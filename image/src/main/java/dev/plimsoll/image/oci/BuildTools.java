package dev.plimsoll.image.oci;

import java.util.List;

/** Images that a build runs itself with, and nothing stands on: the frontend that reads the Dockerfile, the scanner that makes an SBOM. */
final class BuildTools {
    private static final List<String> KNOWN =
            List.of("docker/dockerfile", "docker/dockerfile-upstream", "docker/buildkit-syft-scanner");

    private BuildTools() {}

    /** @param frontends as the build's arguments name them, with or without registry, tag and digest */
    static boolean isOne(String name, List<String> frontends) {
        String repository = repository(name);
        return KNOWN.contains(repository)
                || frontends.stream()
                        .filter(each -> !each.isEmpty())
                        .anyMatch(each -> repository(each).equals(repository));
    }

    /** Without the default registry, tag and digest. */
    private static String repository(String name) {
        int digest = name.indexOf('@');
        String image = digest < 0 ? name : name.substring(0, digest);
        int tag = image.lastIndexOf(':');
        String repository = tag > image.lastIndexOf('/') ? image.substring(0, tag) : image;
        String familiar = repository.startsWith("docker.io/") ? repository.substring(10) : repository;
        return familiar.startsWith("library/") ? familiar.substring(8) : familiar;
    }
}
