package dev.plimsoll.inventory.ecosystem.java;

import dev.plimsoll.inventory.Ecosystem;
import dev.plimsoll.inventory.EcosystemContract;

class JavaEcosystemTest extends EcosystemContract {
    @Override
    protected Ecosystem ecosystem() {
        return new JavaEcosystem();
    }
}
