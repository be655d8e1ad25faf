package org.gongkai.search.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import org.gongkai.search.Applied;
import org.gongkai.search.BucketSum;
import org.gongkai.search.Documents;
import org.gongkai.search.IndexChange.Put;
import org.gongkai.search.IndexChange.Reason;
import org.gongkai.search.IndexChange.Remove;
import org.gongkai.search.SearchIndex;
import org.gongkai.search.SearchProperties;
import org.gongkai.search.SharedNode;
import org.gongkai.search.TestProperties;
import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class SummaryIT {
    private final SearchProperties properties = TestProperties.of(SharedNode.newIndex());
    private final SearchIndex index = TestIndex.open(TestIndex.engine(properties), properties);

    @Test
    void sumsOfBucketsAreThoseOfTheDocumentsAndTellWhichBucketDiffers() {
        index.prepare();
        assertThat(index.summary()).isEmpty();
        index.apply(IntStream.range(0, 3_000).mapToObj(i -> put("n" + i, 1)));
        Map<String, String> all = new TreeMap<>(index.contents());
        assertThat(index.summary()).isEqualTo(BucketSum.of(all));

        index.apply(Stream.of(new Remove("n7", 2)));

        Map<String, BucketSum> before = BucketSum.of(all);
        before.entrySet().removeAll(index.summary().entrySet());
        assertThat(before).containsOnlyKeys(BucketSum.bucket("n7"));
        all.remove("n7");
        assertThat(index.summary()).isEqualTo(BucketSum.of(all));
        all.keySet().removeIf(id -> !BucketSum.bucket(id).equals(BucketSum.bucket("n7")));
        assertThat(index.digests(BucketSum.bucket("n7"))).isEqualTo(all);
    }

    @Test
    void anotherEditionOfADocumentChangesItsSum() {
        assertThat(BucketSum.of(Map.of("1", "a"))).isNotEqualTo(BucketSum.of(Map.of("1", "b")));
        assertThat(BucketSum.check("1", "a")).isBetween(0L, 0xFFFF_FFFFL);
        assertThat(BucketSum.bucket("1")).matches("[0-9a-f]{2}");
    }

    @Test
    void whatBecameOfEachDecisionIsSaid() {
        index.prepare();
        index.apply(Stream.of(put("1", 5), put("2", 5)));

        Applied applied =
                index.apply(
                        Stream.of(
                                put("1", 4), new Remove("2", 6), new Remove("3", 6), put("4", 6)));

        assertThat(applied)
                .isEqualTo(new Applied(1, 1, Map.of(Reason.SUPERSEDED, 1L, Reason.ABSENT, 1L)));
    }

    private static Put put(String id, long release) {
        return new Put(Documents.of(id, "题", "正文"), release);
    }
}
