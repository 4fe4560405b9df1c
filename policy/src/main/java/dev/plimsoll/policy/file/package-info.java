/** Reads {@code plimsoll.yaml}, and what overrides it. */
@NullMarked
package dev.plimsoll.policy.file;

import org.jspecify.annotations.NullMarked;
