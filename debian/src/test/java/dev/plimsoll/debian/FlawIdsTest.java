package dev.plimsoll.debian;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlawIdsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Fix CVE-2024-1234.                          | CVE-2024-1234
            cve-2024-1234: fix                          | CVE-2024-1234
            CVE 2024-1234                               | CVE-2024-1234
            CVE: 2024-1234                              | CVE-2024-1234
            CVE_2024_1234.patch                         | CVE-2024-1234
            (CVE-2024-1234567)                          | CVE-2024-1234567
            CVE-2024-1234/5678                          | CVE-2024-1234 CVE-2024-5678
            CVE-2024-1234/CVE-2024-5678                 | CVE-2024-1234 CVE-2024-5678
            CVE-2023-1234, -1235 and -1236              | CVE-2023-1234 CVE-2023-1235 CVE-2023-1236
            CVE-2023-1234, 2024-1235                    | CVE-2023-1234 CVE-2024-1235
            CVE-2023-1234 and CVE-2024-1235             | CVE-2023-1234 CVE-2024-1235
            CVE-2023-{1234,1235, 1236}                  | CVE-2023-1234 CVE-2023-1235 CVE-2023-1236
            CVE-2023- 1234                              | CVE-2023-1234
            CVE\u20112023\u20111234                     | CVE-2023-1234
            CAN-2004-0001                               | CVE-2004-0001
            CVE-2023-1234 (Closes: #1031234, #1031235)  | CVE-2023-1234
            CVE-2023-1234, 2023-05-01                   | CVE-2023-1234
            CVE-2013-XXXX                               |
            CVE-2013-12                                 |
            SCVE-2013-1234                              |
            see CVE for 2024-1234                       |
            DSA-5000-1, DSA 5001                        | DSA-5000-1 DSA-5001
            a DSA key, DSA-1024 bit                     | DSA-1024
            GHSA-5QPQ-xqfv-j9pg: fix                    | GHSA-5qpq-xqfv-j9pg
            GHSA-5qpq-xqfv-j9pgx                        |
            """)
    void findsIdsInTheSpellingsThatPeopleUse(String text, String expected) {
        List<String> ids = expected == null ? List.of() : List.of(expected.split(" "));
        assertThat(FlawIds.in(text)).extracting(FlawId::id).isEqualTo(ids);
    }
}
