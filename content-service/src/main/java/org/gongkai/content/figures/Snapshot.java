package org.gongkai.content.figures;

import org.gongkai.content.assignment.Channel;
import org.gongkai.content.canonical.CanonicalJson;
import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Figures as they were at one time, with what they counted by id, as canonical JSON ({@code
 * gongkai-figures/1}). It holds no titles and no reasons: those stay where they can be erased.
 *
 * @param unit null for the district
 */
public record Snapshot(
        String campaign, @Nullable String unit, Instant asOf, boolean closed, Figures figures) {
    private static final String FORM = "gongkai-figures/1";

    /** The figures of the bytes that {@link #bytes} made. */
    public static Snapshot of(byte[] json) {
        JsonNode node = JsonMapper.shared().readTree(json);
        JsonNode figures = node.required("figures");
        Map<Channel, Integer> channels = new EnumMap<>(Channel.class);
        for (Channel channel : Channel.values()) {
            channels.put(
                    channel, figures.required("publications").required(channel.name()).asInt());
        }
        JsonNode unit = node.required("unit");
        return new Snapshot(
                node.required("campaign").asString(),
                unit.isNull() ? null : unit.asString(),
                Instant.parse(node.required("asOf").asString()),
                node.required("closed").asBoolean(),
                new Figures(
                        figures.required("units").asInt(),
                        figures.required("shares").asInt(),
                        figures.required("done").asInt(),
                        figures.required("doneLate").asInt(),
                        figures.required("overdue").asInt(),
                        figures.required("signed").asInt(),
                        figures.required("documents").asInt(),
                        figures.required("published").asInt(),
                        figures.required("withdrawn").asInt(),
                        channels,
                        figures.required("late").asInt(),
                        figures.required("emergencies").asInt(),
                        figures.required("emergenciesOpen").asInt()));
    }

    /** What is kept of the facts. */
    public static byte[] bytes(Facts facts) {
        Map<String, @Nullable Object> form = new TreeMap<>();
        form.put("form", FORM);
        form.put("campaign", facts.campaign());
        form.put("unit", facts.unit() == null ? null : facts.unit().value());
        form.put("asOf", facts.asOf().toString());
        form.put("closed", facts.closed());
        form.put("figures", facts.figures().form());
        form.put(
                "shares",
                facts.shares().stream()
                        .map(
                                one ->
                                        Map.of(
                                                "assignment",
                                                one.share().assignment().id().toString(),
                                                "unit",
                                                one.share().unit().value(),
                                                "done",
                                                facts.done(one)))
                        .toList());
        form.put(
                "published",
                facts.publications().stream()
                        .map(
                                one ->
                                        Map.of(
                                                "id",
                                                one.id().toString(),
                                                "channel",
                                                one.channel().name(),
                                                "at",
                                                one.at().toString()))
                        .toList());
        form.put(
                "late",
                facts.late().stream().map(one -> one.document() + " " + one.edition()).toList());
        form.put(
                "emergencies",
                facts.emergencies().stream().map(one -> one.id().toString()).toList());
        return CanonicalJson.bytes(form);
    }

    /** Whether these facts have other figures than this. */
    public boolean differs(Facts facts) {
        return !figures.equals(facts.figures());
    }
}
