/** The few jobs every module needs, each by its own name; depends on nothing of ours. */
@NullMarked
package dev.plimsoll.base;

import org.jspecify.annotations.NullMarked;
