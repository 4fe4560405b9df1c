package dev.plimsoll.inventory.ecosystem.java;

/**
 * A coordinate and the file inside the archive that states it.
 *
 * @param coordinate what is stated
 * @param statedIn path in the archive
 */
record StatedCoordinate(Coordinate coordinate, String statedIn) {}
