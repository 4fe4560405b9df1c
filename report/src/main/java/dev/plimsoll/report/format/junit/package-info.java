/** The policy's rules as the test results that every CI system shows. */
@NullMarked
package dev.plimsoll.report.format.junit;

import org.jspecify.annotations.NullMarked;
