package org.gongkai.content.inspection;

import org.gongkai.content.media.Inspection;

import java.time.Duration;

/** Inspections for tests elsewhere. */
public final class FileInspections {
    private FileInspections() {}

    public static Inspection real() {
        return new FileInspection(new InspectionSettings(Duration.ofSeconds(120), 2));
    }
}
