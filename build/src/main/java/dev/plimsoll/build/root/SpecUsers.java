package dev.plimsoll.build.root;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.build.spec.NewUser;
import dev.plimsoll.build.tree.Accounts;
import dev.plimsoll.build.tree.Draft;
import dev.plimsoll.image.write.LayerFile;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The spec's users, with homes of their own; they are there before any package asks for users. */
final class SpecUsers {
    private static final String NO_LOGIN = "/usr/sbin/nologin";
    private static final String NOWHERE = "/nonexistent";
    private static final int HOME_MODE = 0750;

    private final Draft draft;
    private final Accounts accounts;

    SpecUsers(Draft draft, Accounts accounts) {
        this.draft = draft;
        this.accounts = accounts;
    }

    /** @throws PlimsollException USAGE if a name or number is taken */
    void add(List<NewUser> users) throws IOException {
        for (NewUser user : users) {
            requireFree(user, accounts.user(user.name()), "name");
            requireFree(user, accounts.user(Integer.toString(user.userId())), "number " + user.userId());
            if (accounts.group(Integer.toString(user.groupId())).isEmpty()) {
                requireFree(user, accounts.group(user.name()), "group's name");
                accounts.addGroup(user.name(), user.groupId());
            }
            accounts.add(new Accounts.User(user.name(), user.userId(), user.groupId(), "", user.home(), NO_LOGIN));
        }
    }

    private static void requireFree(NewUser user, Optional<String> line, String what) {
        if (line.isPresent()) {
            throw new PlimsollException(
                    ErrorCode.USAGE,
                    "the spec's user '" + user.name() + "' can't be made: its " + what + " is taken by '" + line.get()
                            + "' of the image; choose another");
        }
    }

    /** Makes the homes that nothing else has made. */
    void makeHomes(List<NewUser> users) {
        for (NewUser user : users) {
            String home = draft.place(user.home().substring(1));
            if (!user.home().equals(NOWHERE)
                    && !home.isEmpty()
                    && draft.find(home).isEmpty()) {
                draft.put(LayerFile.directory(home, HOME_MODE, draft.epoch()).withOwner(user.userId(), user.groupId()));
            }
        }
    }
}
