package org.gongkai.publisher.catalogue;

import java.time.Instant;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.RandomAccess;
import java.util.Set;

/** Documents that stand together, the newest first. It never changes. */
public final class DocumentList extends AbstractList<ReleasedDocument> implements RandomAccess {
    static final DocumentList EMPTY = new DocumentList(new ReleasedDocument[0]);

    private final ReleasedDocument[] newestFirst;

    private DocumentList(ReleasedDocument[] newestFirst) {
        this.newestFirst = newestFirst;
    }

    @Override
    public ReleasedDocument get(int place) {
        return newestFirst[place];
    }

    @Override
    public int size() {
        return newestFirst.length;
    }

    /** The first so many, or all if there are fewer. */
    public List<ReleasedDocument> newest(int count) {
        return subList(0, Math.min(count, newestFirst.length));
    }

    /**
     * The place of a document in this list.
     *
     * @return what {@link Arrays#binarySearch} would: negative if it is not in it
     */
    public int place(ReleasedDocument document) {
        int place = placeBehind(document.live().firstPublished(), document.path(), true);
        return place < newestFirst.length && newestFirst[place].id().equals(document.id())
                ? place
                : -place - 1;
    }

    /**
     * The rest of the list behind the place of a document, whether or not that is still in it.
     *
     * @param published its public date
     * @param path its public path
     */
    public List<ReleasedDocument> behind(Instant published, String path) {
        return subList(placeBehind(published, path, false), newestFirst.length);
    }

    private int placeBehind(Instant published, String path, boolean orAt) {
        int low = 0;
        int high = newestFirst.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            ReleasedDocument each = newestFirst[middle];
            boolean at =
                    orAt
                            && each.live().firstPublished().equals(published)
                            && each.path().equals(path);
            if (at || each.standsBehind(published, path)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /**
     * How many from the front are the same in both lists, as far as lists go: the same documents at
     * the same places.
     *
     * @param most how many are of interest
     */
    public int alikeFromNewest(DocumentList other, int most) {
        int least = Math.min(most, Math.min(size(), other.size()));
        for (int at = 0; at < least; at++) {
            ReleasedDocument mine = newestFirst[at];
            ReleasedDocument its = other.newestFirst[at];
            if (mine != its && !mine.standsAs(its)) {
                return at;
            }
        }
        return least;
    }

    DocumentList with(Set<ReleasedDocument> gone, Collection<ReleasedDocument> come) {
        ReleasedDocument[] added = come.toArray(ReleasedDocument[]::new);
        Arrays.sort(
                added,
                (one, other) -> ReleasedDocument.NEWEST_FIRST.compare(one.live(), other.live()));
        ReleasedDocument[] merged = new ReleasedDocument[newestFirst.length + added.length];
        int end = 0;
        int next = 0;
        for (ReleasedDocument each : newestFirst) {
            if (!gone.isEmpty() && gone.contains(each)) {
                continue;
            }
            while (next < added.length
                    && ReleasedDocument.NEWEST_FIRST.compare(added[next].live(), each.live()) < 0) {
                merged[end++] = added[next++];
            }
            merged[end++] = each;
        }
        while (next < added.length) {
            merged[end++] = added[next++];
        }
        return end == 0 ? EMPTY : new DocumentList(Arrays.copyOf(merged, end));
    }

    @Override
    public boolean equals(Object other) {
        return this == other || super.equals(other);
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }
}
