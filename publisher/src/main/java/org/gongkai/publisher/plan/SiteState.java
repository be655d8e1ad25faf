package org.gongkai.publisher.plan;

import org.gongkai.publisher.PublishableSite;
import org.gongkai.publisher.approved.SiteText;
import org.gongkai.publisher.catalogue.Catalogue;
import org.gongkai.publisher.output.Manifest;

/**
 * What a release shows, so that another one can be made from it.
 *
 * @param site the approved words of the site
 * @param text the same, read
 */
public record SiteState(
        Manifest manifest, PublishableSite site, SiteText text, Catalogue catalogue) {}
