/** The folder of reports: all documents of one run, replaced together or not at all. */
@NullMarked
package dev.plimsoll.report.folder;

import org.jspecify.annotations.NullMarked;
