/** Rules about the image itself: how it is run, what it was built on, what was left in it. */
@NullMarked
package dev.plimsoll.policy.image;

import org.jspecify.annotations.NullMarked;
