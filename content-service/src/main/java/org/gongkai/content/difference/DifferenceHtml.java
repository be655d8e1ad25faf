package org.gongkai.content.difference;

import org.gongkai.content.difference.Difference.Asset;
import org.gongkai.content.difference.Difference.Block;
import org.gongkai.content.difference.Difference.Change;
import org.gongkai.content.difference.Difference.Member;
import org.gongkai.content.difference.Difference.Sides;
import org.gongkai.content.document.AssetUse;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes a difference as a piece of HTML for people: no script, no style, no markup of the content,
 * every text escaped. Long runs of unchanged blocks are folded. Used once.
 */
public final class DifferenceHtml {
    private static final int FOLDED = 4;
    private static final Set<String> HEADINGS = Set.of("h1", "h2", "h3", "h4", "h5", "h6");

    private final Labels labels;
    private final StringBuilder html = new StringBuilder();
    private boolean inTable;
    private @Nullable Sides structure;

    private DifferenceHtml(Labels labels) {
        this.labels = labels;
    }

    /** The difference as an element {@code <div class="difference">}. */
    public static String of(Difference difference, Labels labels) {
        return new DifferenceHtml(labels).write(difference);
    }

    private String write(Difference difference) {
        html.append("<div class=\"difference\">");
        if (difference.identical()) {
            html.append("<p class=\"none\">").append(say("difference.none")).append("</p>");
        }
        members(difference.members());
        body(difference.body());
        assets(difference.assets());
        return html.append("</div>").toString();
    }

    private void members(List<Member> members) {
        if (members.isEmpty()) {
            return;
        }
        html.append("<dl class=\"members\">");
        for (Member member : members) {
            html.append("<dt>")
                    .append(HtmlUtils.htmlEscape(labels.member(member.member())))
                    .append("</dt><dd>")
                    .append(
                            Marks.ofPlain(
                                    member.segments(), member.member().equals("tags") ? "、" : ""))
                    .append("</dd>");
        }
        html.append("</dl>");
    }

    private void body(List<Block> blocks) {
        if (blocks.isEmpty()) {
            return;
        }
        html.append("<div class=\"body\">");
        List<Block> unchanged = new ArrayList<>();
        boolean first = true;
        for (Block block : blocks) {
            if (block.change() == Change.EQUAL) {
                unchanged.add(block);
                continue;
            }
            unchanged(unchanged, !first, true);
            first = false;
            block(block);
        }
        unchanged(unchanged, !first, false);
        endTable();
        html.append("</div>");
    }

    /** Shows the neighbours of what changed, and folds what is between them. */
    private void unchanged(List<Block> blocks, boolean after, boolean before) {
        int start = after && !blocks.isEmpty() ? 1 : 0;
        int end = blocks.size() - (before && blocks.size() > start ? 1 : 0);
        if (end - start < FOLDED) {
            blocks.forEach(this::block);
        } else {
            blocks.subList(0, start).forEach(this::block);
            endTable();
            html.append("<details><summary>")
                    .append(say("difference.unchanged", Integer.toString(end - start)))
                    .append("</summary>");
            blocks.subList(start, end).forEach(this::block);
            endTable();
            html.append("</details>");
            blocks.subList(end, blocks.size()).forEach(this::block);
        }
        blocks.clear();
    }

    private void block(Block block) {
        boolean whole = block.change() == Change.INSERTED || block.change() == Change.DELETED;
        Marks marks = new Marks(labels, whole);
        String kind = block.change().name().toLowerCase(Locale.ROOT);
        String note = note(block);
        if (block.block().equals("tr")) {
            if (!inTable) {
                html.append("<table>");
                inTable = true;
            }
            html.append("<tr class=\"").append(kind).append("\">");
            html.append(Cells.of(marks, block.segments()));
            html.append(note.isEmpty() ? "" : "<td class=\"what\">" + note + "</td>");
            html.append("</tr>");
            return;
        }
        endTable();
        html.append("<div class=\"block ").append(kind).append("\">");
        html.append(note.isEmpty() ? "" : "<p class=\"what\">" + note + "</p>");
        html.append("<p class=\"").append(role(block.block())).append("\">");
        html.append(
                block.block().equals("hr") || block.block().startsWith("col")
                        ? element(block)
                        : marks.of(block.segments()));
        html.append("</p></div>");
    }

    /** What has no text is shown by its name. */
    private String element(Block block) {
        String name = HtmlUtils.htmlEscape(labels.element(block.block()));
        return switch (block.change()) {
            case INSERTED -> "<ins class=\"mark\">" + name + "</ins>";
            case DELETED -> "<del class=\"mark\">" + name + "</del>";
            case EQUAL, CHANGED, MOVED -> "<span class=\"mark\">" + name + "</span>";
        };
    }

    private void endTable() {
        html.append(inTable ? "</table>" : "");
        inTable = false;
    }

    /** What became of a block beside its words; the same change of a whole list is said once. */
    private String note(Block block) {
        List<String> notes = new ArrayList<>();
        Integer from = block.from();
        if (block.change() == Change.MOVED && from != null) {
            notes.add(say("difference.movedFrom", Integer.toString(from + 1)));
        }
        Sides now = block.structure();
        if (now != null && !now.equals(structure)) {
            notes.add(say("difference.structure", elements(now.from()), elements(now.to())));
        }
        structure = now;
        return String.join(" · ", notes);
    }

    private String elements(@Nullable String tags) {
        String named =
                Markup.tokens(tags == null ? "" : tags).stream()
                        .filter(Token::tag)
                        .map(token -> described(token.source()))
                        .collect(Collectors.joining(" › "));
        return named.isEmpty() ? labels.say("difference.plain") : named;
    }

    private String described(String source) {
        Markup.Tag tag = java.util.Objects.requireNonNull(Markup.tag(source, 0));
        String attributes =
                source.substring(0, source.length() - 1).replaceFirst("^</?[A-Za-z0-9-]+", "");
        return (tag.closing() ? "/" : "")
                + labels.element(tag.name())
                + attributes.replaceAll("\\s+", " ");
    }

    private static String role(String block) {
        return HEADINGS.contains(block)
                ? "heading"
                : switch (block) {
                    case "li" -> "item";
                    case "blockquote" -> "quote";
                    case "figcaption", "caption", "figure" -> "caption";
                    default -> "text";
                };
    }

    private void assets(List<Asset> assets) {
        if (assets.isEmpty()) {
            return;
        }
        html.append("<ul class=\"assets\">");
        for (Asset asset : assets) {
            AssetUse use = asset.after() == null ? asset.before() : asset.after();
            String kind = asset.change().name().toLowerCase(Locale.ROOT);
            html.append("<li class=\"")
                    .append(kind)
                    .append("\"><b>")
                    .append(say("difference.asset." + asset.change().name()))
                    .append("</b> ");
            if (use != null) {
                html.append(
                                HtmlUtils.htmlEscape(
                                        labels.or("role." + use.role(), use.role().name())))
                        .append(" <a href=\"/api/v1/assets/")
                        .append(use.sha256())
                        .append("\">")
                        .append(HtmlUtils.htmlEscape(use.fileName()))
                        .append("</a>");
            }
            members(asset.members());
            html.append("</li>");
        }
        html.append("</ul>");
    }

    private String say(String key, Object... arguments) {
        return HtmlUtils.htmlEscape(labels.say(key, arguments));
    }
}
