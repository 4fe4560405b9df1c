/** What the server remembers, in one SQLite file. Internal to this module. */
@NullMarked
package dev.plimsoll.server.store;

import org.jspecify.annotations.NullMarked;
