package org.gongkai.content.intake;

import org.gongkai.content.document.Draft;

import java.util.List;

/**
 * The file that a draft was made of, as an attachment of the draft.
 *
 * @param uses one, or none if it was not asked for or not taken
 * @param warnings why it was not taken, or what its readers will find in it
 */
record Original(List<Draft.Use> uses, List<String> warnings) {
    static final Original NONE = new Original(List.of(), List.of());
}
