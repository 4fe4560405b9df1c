/** Scan results for people and machines: one sub-package per format. */
@NullMarked
package dev.plimsoll.report;

import org.jspecify.annotations.NullMarked;
