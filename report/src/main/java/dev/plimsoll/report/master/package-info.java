/**
 * The master: JSON of one scan, and of a run over many images from which every other document is rendered. One shape for each thing,
 * written and read here; the schemas are docs/report-schema.json and docs/security-report-schema.json.
 */
@NullMarked
package dev.plimsoll.report.master;

import org.jspecify.annotations.NullMarked;
