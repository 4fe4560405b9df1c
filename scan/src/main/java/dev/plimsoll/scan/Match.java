package dev.plimsoll.scan;

import dev.plimsoll.advisory.Advisory;

/** One record that speaks of one component: what it matched, and the words for it. */
record Match(Advisory advisory, Evidence evidence, boolean affects) {}
