package org.gongkai.content.difference;

import com.fasterxml.jackson.annotation.JsonInclude;

import org.gongkai.content.document.AssetUse;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * How a later content of a document differs from an earlier one. Each side can be made of the other
 * and the difference, byte for byte.
 *
 * @param members what changed beside text and assets: {@code title}, {@code fields.…}, {@code
 *     tags}, {@code section}, {@code notBefore}
 * @param body every block of both texts in reading order, the unchanged ones too; empty if the text
 *     is the same
 * @param end what stands after the last block of each; null if the text is the same
 * @param assets the uses that were added, removed, changed or put elsewhere
 */
public record Difference(
        List<Member> members, List<Block> body, @Nullable Sides end, List<Asset> assets) {
    public Difference {
        members = List.copyOf(members);
        body = List.copyOf(body);
        assets = List.copyOf(assets);
    }

    /** What became of a block or of the use of an asset. */
    public enum Change {
        EQUAL,
        CHANGED,
        /** It stands elsewhere among its like; its text may have changed too. */
        MOVED,
        INSERTED,
        DELETED
    }

    /**
     * A member of the content. For tags there is one segment for each; what a side lacks is the
     * empty text.
     */
    public record Member(String member, List<Segment> segments) {
        public Member {
            segments = List.copyOf(segments);
        }
    }

    /** Something as it was and as it is; null on the side that lacks it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Sides(@Nullable String from, @Nullable String to) {}

    /**
     * A paragraph, heading, list item, table row, picture or the like.
     *
     * @param block the name of its element, such as {@code p}, {@code li} or {@code tr}
     * @param from its place among the earlier text's blocks, from 0; null if it is new
     * @param to its place among the later text's blocks, from 0; null if it is gone
     * @param lead the markup between the block before and this one, on each side that has it
     * @param structure the elements around it, if they are others than before: a paragraph that
     *     became a heading, an item of another list
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Block(
            Change change,
            String block,
            @Nullable Integer from,
            @Nullable Integer to,
            Sides lead,
            @Nullable Sides structure,
            List<Segment> segments) {
        public Block {
            segments = List.copyOf(segments);
        }
    }

    /**
     * The use of an asset.
     *
     * @param from its place among the earlier uses, from 0; null if it is new
     * @param to its place among the later uses, from 0; null if it is gone
     * @param before null if it is new
     * @param after null if it is gone
     * @param members what changed of it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Asset(
            Change change,
            @Nullable Integer from,
            @Nullable Integer to,
            @Nullable AssetUse before,
            @Nullable AssetUse after,
            List<Member> members) {
        public Asset {
            members = List.copyOf(members);
        }
    }

    /** Whether there is none: both contents are the same. */
    public boolean identical() {
        return members.isEmpty() && body.isEmpty() && end == null && assets.isEmpty();
    }
}
