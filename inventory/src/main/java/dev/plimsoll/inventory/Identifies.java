package dev.plimsoll.inventory;

import java.util.List;

/**
 * What an {@link Ecosystem} can also do whose pieces do not always state who they are: prove a coordinate by asking outside. The engine
 * calls it once per image, after all files are read, with the pieces that its extractors reported as {@link Unidentified} and that no
 * distro package owns. Proof is a published checksum that equals the piece's; a likely name is no proof.
 */
public interface Identifies {
    /**
     * Tries to prove each piece.
     *
     * <p>Without the network ({@code context.fetcher().isOffline()}) only cached answers count. A failing host is no failure of the
     * scan: its pieces are left with that reason, and after a few failures the host need not be asked again.
     *
     * @param pieces ordered by location; several may have the same digest
     * @return a piece is proved by a component at the very same {@link Location}, and else left, with a reason that says what was
     *     tried; one that is in neither list stays as it was
     */
    Identified identify(List<Unidentified> pieces, IdentifyContext context);

    /**
     * What became of the pieces.
     *
     * @param components the proved ones, several at one location if the piece is several
     * @param left the others, with a better reason
     */
    record Identified(List<Component> components, List<Unidentified> left) {
        public Identified {
            components = List.copyOf(components);
            left = List.copyOf(left);
        }
    }
}
