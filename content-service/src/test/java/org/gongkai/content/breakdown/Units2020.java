package org.gongkai.content.breakdown;

import org.gongkai.content.people.Unit;
import org.gongkai.content.people.UnitKey;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

/** The units and the window of a campaign in tests. */
final class Units2020 {
    static final List<Unit> ALL =
            Stream.of(
                            unit("gwh", "区管委会办公室", Unit.Kind.OFFICE),
                            unit("xzfw", "区行政服务中心", Unit.Kind.DEPARTMENT),
                            unit("jwt", "区教育文体局", Unit.Kind.DEPARTMENT),
                            unit("kjj", "区科技局", Unit.Kind.DEPARTMENT),
                            unit("fgj", "区发改局", Unit.Kind.DEPARTMENT),
                            unit("tcj", "区投促局", Unit.Kind.DEPARTMENT),
                            unit("scjg", "区市场监管局", Unit.Kind.DEPARTMENT),
                            unit("gaj", "区公安局", Unit.Kind.DEPARTMENT),
                            unit("ajj", "区安监局", Unit.Kind.DEPARTMENT),
                            unit("rsj", "区人社局", Unit.Kind.DEPARTMENT),
                            unit("ysb", "区营商办", Unit.Kind.DEPARTMENT),
                            unit("xczx", "区宣传中心", Unit.Kind.DEPARTMENT),
                            unit("wcjd", "望潮街道办事处", Unit.Kind.STREET),
                            unit("hyjd", "海韵街道办事处", Unit.Kind.STREET))
                    .toList();

    static final WrittenDates.Window WINDOW =
            new WrittenDates.Window(2020, LocalDate.of(2020, 5, 15), LocalDate.of(2020, 5, 31));

    private Units2020() {}

    static TableParser parser() {
        return new TableParser(ALL, WINDOW);
    }

    private static Unit unit(String key, String name, Unit.Kind kind) {
        return new Unit(new UnitKey(key), name, kind);
    }
}
