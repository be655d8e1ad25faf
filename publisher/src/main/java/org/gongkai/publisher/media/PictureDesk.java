package org.gongkai.publisher.media;

import org.gongkai.publisher.approved.ApprovedContent;
import org.gongkai.publisher.kind.DocumentKinds;
import org.gongkai.publisher.kind.KindPage;
import org.gongkai.publisher.picture.PictureReader;
import org.gongkai.publisher.picture.PictureSettings;
import org.gongkai.publisher.picture.Shape;

/**
 * What is needed to make pictures public, whatever the release. Thread-safe.
 *
 * @param reader shared by all that decode in this process
 */
public record PictureDesk(PictureReader reader, PictureSettings settings, DocumentKinds kinds) {

    /** The shape of a document's card: its section's, or else its kind's. */
    Shape shape(ApprovedContent content) {
        boolean photo =
                kinds.find(content.kind())
                        .filter(kind -> kind.page().card().shape() == KindPage.Card.Shape.PHOTO)
                        .isPresent();
        return settings.crop(content.section(), photo ? Shape.PHOTO : Shape.WIDE);
    }
}
