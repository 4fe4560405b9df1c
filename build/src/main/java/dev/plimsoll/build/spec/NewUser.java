package dev.plimsoll.build.spec;

/**
 * A user of the image, with a group of the same name.
 *
 * @param name as {@code /etc/passwd} has it
 * @param userId from 1
 * @param groupId from 1
 * @param home absolute path
 */
public record NewUser(String name, int userId, int groupId, String home) {}
