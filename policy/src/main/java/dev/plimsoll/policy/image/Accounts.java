package dev.plimsoll.policy.image;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * An image's own users and groups.
 *
 * @param users of {@code etc/passwd}, in its order; none if there is no such file
 * @param groups of {@code etc/group}, in its order
 * @param problem why they could not be read, or not all; empty if they could
 */
public record Accounts(List<User> users, List<Group> groups, String problem) {
    /** None. */
    public static final Accounts NONE = new Accounts(List.of(), List.of(), "");

    /** A line of {@code etc/passwd}; untrusted text. */
    public record User(String name, int uid, int gid) {}

    /** A line of {@code etc/group}; untrusted text. */
    public record Group(String name, int gid, List<String> members) {
        public Group {
            members = List.copyOf(members);
        }
    }

    public Accounts {
        users = List.copyOf(users);
        groups = List.copyOf(groups);
        Objects.requireNonNull(problem, "problem is null");
    }

    Optional<User> named(String name) {
        return users.stream().filter(user -> user.name().equals(name)).findFirst();
    }

    Optional<User> numbered(int uid) {
        return users.stream().filter(user -> user.uid() == uid).findFirst();
    }

    Optional<Group> group(String name) {
        return groups.stream().filter(group -> group.name().equals(name)).findFirst();
    }
}
