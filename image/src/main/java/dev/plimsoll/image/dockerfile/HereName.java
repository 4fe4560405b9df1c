package dev.plimsoll.image.dockerfile;

import java.util.Optional;

/**
 * The mark of a here-document: {@code <<EOF}, {@code <<-EOF}, {@code <<"EOF"}, {@code 0<<EOF}.
 *
 * @param name what ends it
 * @param withoutTabs whether tabs before its lines are left out
 */
record HereName(String name, boolean withoutTabs) {
    static Optional<HereName> of(String word) {
        int mark = word.indexOf("<<");
        if (mark < 0 || !word.substring(0, mark).chars().allMatch(Character::isDigit)) {
            return Optional.empty();
        }
        String name = word.substring(mark + 2);
        boolean withoutTabs = name.startsWith("-");
        name = name.substring(withoutTabs ? 1 : 0);
        if (name.length() > 2 && "\"'".indexOf(name.charAt(0)) >= 0 && name.endsWith(name.substring(0, 1))) {
            name = name.substring(1, name.length() - 1);
        }
        boolean isName = !name.isEmpty() && name.chars().allMatch(c -> c == '_' || Character.isLetterOrDigit(c));
        return isName ? Optional.of(new HereName(name, withoutTabs)) : Optional.empty();
    }
}
