/** What an image is to be: the values of a spec file, and their reader. See docs/building.md. */
@NullMarked
package dev.plimsoll.build.spec;

import org.jspecify.annotations.NullMarked;
