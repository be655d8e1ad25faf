package org.gongkai.content.officeday;

import org.gongkai.content.people.Actor;
import org.gongkai.content.people.EmailAddress;
import org.gongkai.content.people.EmailAddresses;
import org.gongkai.content.people.Role;
import org.gongkai.content.people.TestPeople;
import org.gongkai.content.people.Unit;
import org.gongkai.content.people.UnitKey;
import org.gongkai.content.people.Units;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestComponent;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** A district of fourteen units, with its people and their addresses. */
@TestComponent
class FourteenUnits {
    private static final List<Unit> UNITS =
            List.of(
                    unit("office", "区政府办公室", Unit.Kind.OFFICE),
                    unit("civil", "区民政局", Unit.Kind.DEPARTMENT),
                    unit("culture", "区文化旅游局", Unit.Kind.DEPARTMENT),
                    unit("education", "区教育局", Unit.Kind.DEPARTMENT),
                    unit("environment", "区生态环境局", Unit.Kind.DEPARTMENT),
                    unit("finance", "区财政局", Unit.Kind.DEPARTMENT),
                    unit("health", "区卫生健康委", Unit.Kind.DEPARTMENT),
                    unit("housing", "区住房城乡建设局", Unit.Kind.DEPARTMENT),
                    unit("justice", "区司法局", Unit.Kind.DEPARTMENT),
                    unit("market", "区市场监管局", Unit.Kind.DEPARTMENT),
                    unit("planning", "区规划资源局", Unit.Kind.DEPARTMENT),
                    unit("transport", "区交通局", Unit.Kind.DEPARTMENT),
                    unit("town1", "东河街道", Unit.Kind.STREET),
                    unit("town2", "西河镇", Unit.Kind.STREET));

    @Autowired private TestPeople people;
    @Autowired private Units units;
    @Autowired private EmailAddresses emails;

    private final Map<String, House> houses = new LinkedHashMap<>();
    private final Map<String, Actor> others = new LinkedHashMap<>();

    /** The people of a unit. Its liaison is not named yet. */
    record House(UnitKey unit, Actor liaison, Actor editor, Actor reviewer) {}

    /** Makes them all. */
    void found() {
        for (Unit unit : UNITS) {
            units.add(people.administrator(), unit);
            String key = unit.key().value();
            houses.put(
                    key,
                    new House(
                            unit.key(),
                            mailed("liaison", key, people.person(Role.EDITOR, unit.key())),
                            mailed("editor", key, people.person(Role.EDITOR, unit.key())),
                            mailed(
                                    "reviewer",
                                    key,
                                    people.person(Role.UNIT_REVIEWER, unit.key()))));
        }
        others.put("first", mailed("first", "desk", people.person(Role.OFFICE_REVIEWER)));
        others.put("second", mailed("second", "desk", people.person(Role.OFFICE_REVIEWER)));
        others.put("city", mailed("city", "city", people.person(Role.MUNICIPAL_REVIEWER)));
        others.put("publisher", people.person(Role.PUBLISHER));
    }

    House of(String unit) {
        return Objects.requireNonNull(houses.get(unit), unit);
    }

    Set<String> keys() {
        return houses.keySet();
    }

    /** Who reviews at the office. */
    Actor office() {
        return other("first");
    }

    /** Who makes packs there, and takes part in no document. */
    Actor packer() {
        return other("second");
    }

    Actor city() {
        return other("city");
    }

    Actor publisher() {
        return other("publisher");
    }

    /**
     * The name of a mailbox as the table has it: {@code liaison@transport.…} is liaison transport.
     */
    static String mailbox(String address) {
        return address.substring(0, address.indexOf('.')).replace('@', ' ');
    }

    private Actor other(String name) {
        return Objects.requireNonNull(others.get(name), name);
    }

    private Actor mailed(String name, String place, Actor person) {
        emails.set(
                people.administrator(),
                person.id(),
                new EmailAddress("%s@%s.example.gov.cn".formatted(name, place)));
        return person;
    }

    private static Unit unit(String key, String name, Unit.Kind kind) {
        return new Unit(new UnitKey(key), name, kind);
    }
}
