/** The local database: one file per feed, a catalogue that says which of them count, and what updates and moves them. */
@NullMarked
package dev.plimsoll.advisory.store;

import org.jspecify.annotations.NullMarked;
