package dev.plimsoll.policy.image;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What rules want to know of an image's tree. Bounded, whatever the image.
 *
 * @param setuid programs that run as their owner or group, whoever starts them
 * @param shells programs that take commands; links that lead to them as {@code link -> target}
 * @param packageManagers programs that install others
 * @param leftovers what building left; kinds that are absent were not found
 * @param accounts the image's own users and groups
 * @param places its volumes and its working directory
 */
public record ImageFacts(
        List<SpecialFile> setuid,
        Tally shells,
        Tally packageManagers,
        Map<Leftover, Tally> leftovers,
        Accounts accounts,
        List<Place> places) {
    /** A program that runs as its owner or group. */
    public record SpecialFile(String path, boolean setsUser, int uid, boolean setsGroup, int gid) {}

    public ImageFacts {
        setuid = List.copyOf(setuid);
        Objects.requireNonNull(shells, "shells is null");
        Objects.requireNonNull(packageManagers, "packageManagers is null");
        leftovers = Map.copyOf(leftovers);
        Objects.requireNonNull(accounts, "accounts is null");
        places = List.copyOf(places);
    }
}
