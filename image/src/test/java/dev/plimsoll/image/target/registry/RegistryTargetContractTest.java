package dev.plimsoll.image.target.registry;

import dev.plimsoll.base.HttpFetcher;
import dev.plimsoll.base.Patience;
import dev.plimsoll.image.target.ImageTargetContract;
import dev.plimsoll.image.write.ImageTarget;
import dev.plimsoll.testkit.DockerRegistry;
import dev.plimsoll.testkit.RequiresCommand;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

@RequiresCommand("docker-registry")
class RegistryTargetContractTest extends ImageTargetContract {
    private final HttpFetcher fetcher = HttpFetcher.online(Map.of(), Patience.SHORT);
    private DockerRegistry registry;

    @BeforeEach
    void start() {
        registry = DockerRegistry.start(folder.resolve("service"));
    }

    @AfterEach
    void stop() {
        registry.close();
        fetcher.close();
    }

    @Override
    protected ImageTarget target() {
        return new RegistryTarget();
    }

    @Override
    protected String place(String name) {
        return "registry://" + registry.authority() + "/contract/" + name + ":1";
    }

    @Override
    protected HttpFetcher fetcher() {
        return fetcher;
    }
}
