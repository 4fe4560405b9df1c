/** Findings as rows for spreadsheets. */
@NullMarked
package dev.plimsoll.report.format.csv;

import org.jspecify.annotations.NullMarked;
