/** Upgrades what only a real run of its scripts can upgrade: in a container of an engine. */
@NullMarked
package dev.plimsoll.build.patch.engine;

import org.jspecify.annotations.NullMarked;
