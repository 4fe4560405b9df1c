/** Scan results for people and machines: the seam is {@link dev.plimsoll.report.ReportFormat}, one sub-package per format. */
@NullMarked
package dev.plimsoll.report;

import org.jspecify.annotations.NullMarked;
