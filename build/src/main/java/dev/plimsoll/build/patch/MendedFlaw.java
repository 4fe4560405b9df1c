package dev.plimsoll.build.patch;

import dev.plimsoll.scan.Finding;

/**
 * A flaw that a patch mended.
 *
 * @param change that mended it
 * @param finding as the scan before found it
 */
public record MendedFlaw(PatchPlan.Change change, Finding finding) {}
