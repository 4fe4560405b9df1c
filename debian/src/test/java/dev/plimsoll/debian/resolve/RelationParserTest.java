package dev.plimsoll.debian.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RelationParserTest {
    @Test
    void readsAlternativesQualifiersAndAllOperators() {
        assertThat(RelationParser.parse("a (<<1) | b:any ( <= 2 ),c(= 3),, d (>= 4)|e:arm64 (>> 1:5~x-1+b2),f (> 1),"))
                .hasToString("[a (<< 1) | b:any (<= 2), c (= 3), d (>= 4) | e:arm64 (>> 1:5~x-1+b2), f (>= 1)]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a (", "a (1)", "a (>= )", "| b", "a b", "a (>= 1) x", "a [amd64]", "a (=> 1)", ":any"})
    void refusesWhatIsNoRelation(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> RelationParser.parse(text));
    }

    @Test
    void givesTheNamesOfAFieldInItsOrder() {
        List<String> names = new ArrayList<>();
        RelationParser.names("a (>= 1) | b:any, c|d(= 2),  e", names::add);
        assertThat(names).containsExactly("a", "b:any", "c", "d", "e");
    }
}
