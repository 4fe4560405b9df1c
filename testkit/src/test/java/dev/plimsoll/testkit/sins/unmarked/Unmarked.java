package dev.plimsoll.testkit.sins.unmarked;

/** Its package has no package-info. */
final class Unmarked {}
