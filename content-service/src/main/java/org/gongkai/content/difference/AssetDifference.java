package org.gongkai.content.difference;

import org.gongkai.content.difference.Difference.Asset;
import org.gongkai.content.difference.Difference.Change;
import org.gongkai.content.difference.Difference.Member;
import org.gongkai.content.document.AssetUse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;

/** How two lists of uses of assets differ. The same file in the same role is the same use. */
final class AssetDifference {
    private final List<AssetUse> before;
    private final List<AssetUse> after;
    private final int[] earlier;
    private final int[] later;
    private final Effort effort;

    private AssetDifference(List<AssetUse> before, List<AssetUse> after, Effort effort) {
        this.before = before;
        this.after = after;
        this.effort = effort;
        this.earlier = new int[after.size()];
        this.later = new int[before.size()];
        Arrays.fill(earlier, -1);
        Arrays.fill(later, -1);
    }

    static List<Asset> of(List<AssetUse> before, List<AssetUse> after, Effort effort) {
        if (before.equals(after)) {
            return List.of();
        }
        AssetDifference difference = new AssetDifference(before, after, effort);
        difference.match(AssetUse::equals);
        difference.match((was, is) -> sameFile(was, is) && was.role() == is.role());
        difference.match(AssetDifference::sameFile);
        return difference.changes();
    }

    private static boolean sameFile(AssetUse was, AssetUse is) {
        return was.sha256().equals(is.sha256());
    }

    private void match(BiPredicate<AssetUse, AssetUse> same) {
        for (int i = 0; i < later.length; i++) {
            for (int j = 0; j < earlier.length && later[i] < 0; j++) {
                if (earlier[j] < 0 && same.test(before.get(i), after.get(j))) {
                    later[i] = j;
                    earlier[j] = i;
                }
            }
        }
    }

    private List<Asset> changes() {
        List<Increasing.Pair> pairs = new ArrayList<>();
        List<Asset> changes = new ArrayList<>();
        for (int i = 0; i < later.length; i++) {
            if (later[i] >= 0) {
                pairs.add(new Increasing.Pair(i, later[i], 1));
            } else {
                changes.add(new Asset(Change.DELETED, i, null, before.get(i), null, List.of()));
            }
        }
        Set<Increasing.Pair> inOrder = new HashSet<>(Increasing.heaviest(pairs));
        for (int j = 0; j < earlier.length; j++) {
            int i = earlier[j];
            if (i < 0) {
                changes.add(new Asset(Change.INSERTED, null, j, null, after.get(j), List.of()));
                continue;
            }
            List<Member> members = members(before.get(i), after.get(j));
            boolean moved = !inOrder.contains(new Increasing.Pair(i, j, 1));
            if (moved || !members.isEmpty()) {
                changes.add(
                        new Asset(
                                moved ? Change.MOVED : Change.CHANGED,
                                i,
                                j,
                                before.get(i),
                                after.get(j),
                                members));
            }
        }
        return changes;
    }

    private List<Member> members(AssetUse was, AssetUse is) {
        Members members = new Members(effort);
        members.value("role", was.role().name(), is.role().name());
        members.value("mediaType", was.mediaType(), is.mediaType());
        members.text("fileName", was.fileName(), is.fileName());
        members.text("alt", was.alt(), is.alt());
        members.text("caption", was.caption(), is.caption());
        members.value("focalPoint", focalPoint(was), focalPoint(is));
        return members.changed();
    }

    private static String focalPoint(AssetUse use) {
        return use.focalX() + "," + use.focalY();
    }
}
