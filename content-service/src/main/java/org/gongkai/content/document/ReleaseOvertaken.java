package org.gongkai.content.document;

import java.util.List;

/**
 * An edition was recalled, or a release set changed, while the release that would publish it was
 * being made; the next release reads anew.
 */
public class ReleaseOvertaken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ReleaseOvertaken(int editions) {
        super(
                editions
                        + " edition(s) of this release are not approved any more; make the release again");
    }

    ReleaseOvertaken(List<String> sets) {
        super(
                "Not every member of the release set “"
                        + String.join("”, “", sets)
                        + "” goes with this release any more; make the release again");
    }
}
