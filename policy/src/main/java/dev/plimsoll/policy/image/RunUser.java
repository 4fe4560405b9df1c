package dev.plimsoll.policy.image;

import dev.plimsoll.policy.image.Accounts.Group;
import dev.plimsoll.policy.image.Accounts.User;
import dev.plimsoll.policy.image.Place.Step;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Who an image's processes are, found out as container runtimes do: a number is a user id whether or not anybody has it, a name
 * stands in the image's own {@code etc/passwd}.
 *
 * @param uid their user id
 * @param groups their group ids
 */
record RunUser(int uid, Set<Integer> groups) {
    static final int ROOT = 0;
    private static final int MAY_WRITE_AND_ENTER = 3;
    private static final int MAY_ENTER = 1;

    RunUser {
        groups = Set.copyOf(groups);
    }

    /** Empty if the name, or the group's, can't be told. */
    static Optional<RunUser> of(String stated, Accounts accounts) {
        int colon = stated.indexOf(':');
        String name = colon < 0 ? stated : stated.substring(0, colon);
        String group = colon < 0 ? "" : stated.substring(colon + 1);
        OptionalInt number = name.isEmpty() ? OptionalInt.of(ROOT) : number(name);
        Optional<User> known = number.isPresent() ? accounts.numbered(number.getAsInt()) : accounts.named(name);
        Optional<User> user = known.or(() -> unlisted(name, number));
        return user.flatMap(each -> groups(each, group, accounts).map(groups -> new RunUser(each.uid(), groups)));
    }

    private static Optional<User> unlisted(String name, OptionalInt number) {
        if (number.isPresent()) {
            return Optional.of(new User("", number.getAsInt(), ROOT));
        }
        return name.equals("root") ? Optional.of(new User(name, ROOT, ROOT)) : Optional.empty();
    }

    private static Optional<Set<Integer>> groups(User user, String stated, Accounts accounts) {
        if (!stated.isEmpty()) {
            OptionalInt number = number(stated);
            return number.isPresent()
                    ? Optional.of(Set.of(number.getAsInt()))
                    : accounts.group(stated).map(group -> Set.of(group.gid()));
        }
        Set<Integer> groups = new HashSet<>(Set.of(user.gid()));
        for (Group group : accounts.groups()) {
            if (group.members().contains(user.name())) {
                groups.add(group.gid());
            }
        }
        return Optional.of(groups);
    }

    /** A number as the runtimes read it: {@code 00} and {@code +0} are 0 too. */
    static OptionalInt number(String text) {
        int from = text.startsWith("+") || text.startsWith("-") ? 1 : 0;
        if (from == text.length()) {
            return OptionalInt.empty();
        }
        long value = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return OptionalInt.empty();
            }
            value = Math.min(value * 10 + (c - '0'), Integer.MAX_VALUE);
        }
        return OptionalInt.of((int) (text.startsWith("-") ? -value : value));
    }

    boolean isRoot() {
        return uid == ROOT;
    }

    /** Whether they may make files in a place and get there. */
    boolean mayWriteTo(Place place) {
        if (isRoot()) {
            return true;
        }
        int last = place.steps().size() - 1;
        for (int i = 0; i < last; i++) {
            if (!may(MAY_ENTER, place.steps().get(i))) {
                return false;
            }
        }
        return last >= 0
                && place.steps().get(last).directory()
                && may(MAY_WRITE_AND_ENTER, place.steps().get(last));
    }

    private boolean may(int rights, Step step) {
        int shift = step.uid() == uid ? 6 : groups.contains(step.gid()) ? 3 : 0;
        return (step.mode() >> shift & rights) == rights;
    }
}
