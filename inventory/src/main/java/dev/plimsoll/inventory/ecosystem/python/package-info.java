/** Python: distributions that pip and setuptools installed, and the lock files and requirements of source trees. */
@NullMarked
package dev.plimsoll.inventory.ecosystem.python;

import org.jspecify.annotations.NullMarked;
