package dev.plimsoll.report.format.sarif;

/**
 * How much a reader of SARIF takes; more than that and it refuses the whole file.
 *
 * @param runs in a file
 * @param results in a run
 * @param rules in a run
 * @param notifications in a run; beyond it they are counted
 * @param compressedBytes of rules and results in a file, compressed by gzip
 */
record SarifLimits(int runs, int results, int rules, int notifications, long compressedBytes) {
    /**
     * GitHub's: 20 runs, 25,000 results and as many rules each, 10 MB compressed, of which a part is kept for what is not rules and
     * results. Its 1,000 locations of a result and 20 tags of a rule are out of reach: we write one location and at most four tags.
     */
    static final SarifLimits GITHUB = new SarifLimits(20, 25_000, 25_000, 1_000, 8_500_000);
}
