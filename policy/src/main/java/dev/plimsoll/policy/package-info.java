/** From findings to a verdict: thresholds, waivers with an end date, coverage rules, what mends a finding. */
@NullMarked
package dev.plimsoll.policy;

import org.jspecify.annotations.NullMarked;
