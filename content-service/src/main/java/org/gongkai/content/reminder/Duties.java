package org.gongkai.content.reminder;

import java.util.List;

/** A source of duties: each package whose work has a date gives its own. */
public interface Duties {

    /**
     * What is not done, of every campaign, whenever it is due. Called inside a transaction; what it
     * answers decides who is told, so it must not leave out what it cannot read but throw.
     */
    List<Duty> open();
}
