package org.gongkai.publisher.job;

import org.gongkai.publisher.PublishableContent;
import org.gongkai.publisher.PublishableEdition;
import org.gongkai.publisher.Sha256;
import org.gongkai.publisher.Withdrawal;
import org.gongkai.publisher.output.Manifest;
import org.gongkai.publisher.render.Renderer;

import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Whether a release would show exactly what the site shows already. */
final class Unchanged {
    private final Renderer renderer;
    private final Sha256 configuration;

    Unchanged(Renderer renderer, Sha256 configuration) {
        this.renderer = renderer;
        this.configuration = configuration;
    }

    boolean since(Manifest shown, PublishableContent content) {
        return shown.site().equals(content.site().digest())
                && shown.theme().equals(renderer.theme())
                && shown.configuration().equals(configuration)
                && editions(shown).equals(editions(content))
                && shown.withdrawals().equals(withdrawals(content));
    }

    private static Map<UUID, UUID> editions(Manifest shown) {
        return shown.documents().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, live -> live.getValue().edition()));
    }

    private static Map<UUID, UUID> editions(PublishableContent content) {
        return content.editions().stream()
                .collect(
                        Collectors.toMap(
                                PublishableEdition::document, PublishableEdition::edition));
    }

    private static Map<UUID, Withdrawal> withdrawals(PublishableContent content) {
        return content.withdrawals().stream()
                .collect(Collectors.toMap(Withdrawal::document, Function.identity()));
    }
}
