package org.gongkai.content.people;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import java.util.List;

@RestController
@RequestMapping("/api/v1/units")
@Tag(name = "Units", description = "Who submits documents. Administrators change them.")
class UnitsApi {
    private final Units units;

    UnitsApi(Units units) {
        this.units = units;
    }

    record UnitJson(@NotNull String key, @NotNull String name, @NotNull Unit.Kind kind) {
        static UnitJson of(Unit unit) {
            return new UnitJson(unit.key().value(), unit.name(), unit.kind());
        }

        Unit unit() {
            return new Unit(new UnitKey(key), name, kind);
        }
    }

    record UnitChange(@NotNull String name, @NotNull Unit.Kind kind) {}

    @GetMapping
    @Operation(summary = "All units, the office first")
    List<UnitJson> all() {
        return units.all().stream().map(UnitJson::of).toList();
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Add a unit")
    UnitJson add(Actor actor, @Valid @RequestBody UnitJson unit) {
        units.add(actor, unit.unit());
        return unit;
    }

    @PutMapping("/{key}")
    @Operation(summary = "Change a unit's name or kind")
    UnitJson change(Actor actor, @PathVariable String key, @Valid @RequestBody UnitChange change) {
        Unit unit = new Unit(new UnitKey(key), change.name(), change.kind());
        units.change(actor, unit);
        return UnitJson.of(unit);
    }
}
