package org.gongkai.content.review;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Reads review routes from rows of {@code review_route}. */
public final class ReviewRouteRows {
    private ReviewRouteRows() {}

    /**
     * The route of a row that has {@code stages}, {@code allowances} and {@code notified}.
     *
     * @param key the column of its key
     * @param version the column of its version
     */
    public static ReviewRoute read(ResultSet row, String key, String version) throws SQLException {
        return new ReviewRoute(
                row.getString(key),
                row.getInt(version),
                stages(row.getArray("stages")),
                List.of((Integer[]) row.getArray("allowances").getArray()),
                Set.copyOf(stages(row.getArray("notified"))));
    }

    private static List<ReviewStage> stages(Array array) throws SQLException {
        return Arrays.stream((String[]) array.getArray()).map(ReviewStage::valueOf).toList();
    }
}
