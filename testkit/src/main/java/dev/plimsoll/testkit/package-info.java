/** For tests only: rules, hostile inputs, real parts and golden files. */
@NullMarked
package dev.plimsoll.testkit;

import org.jspecify.annotations.NullMarked;
