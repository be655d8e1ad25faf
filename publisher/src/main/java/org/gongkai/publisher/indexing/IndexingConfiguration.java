package org.gongkai.publisher.indexing;

import org.gongkai.publisher.IndexUpkeep;
import org.gongkai.publisher.PublisherProperties;
import org.gongkai.publisher.kind.DocumentKinds;
import org.gongkai.publisher.output.ReleaseStore;
import org.gongkai.publisher.output.SiteTrees;
import org.gongkai.search.DocumentShape;
import org.gongkai.search.SearchIndex;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The bridge to search as beans; it gives the search side its shell and its removal checkpoint. */
@Configuration(proxyBeanMethods = false)
public class IndexingConfiguration {

    @Bean
    Indexing indexing(SearchIndex index, ReleaseStore store, DocumentKinds kinds) {
        return new Indexing(index, store, kinds);
    }

    @Bean
    DocumentShape documentShape(DocumentKinds kinds) {
        return new DocumentShape(kinds.searchDigest().hex() + "+" + AttachmentTexts.VERSION);
    }

    @Bean
    IndexUpkeep indexUpkeep(SiteTrees trees, Indexing indexing) {
        return new SiteIndexUpkeep(trees, indexing);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    IndexKeeper indexKeeper(
            SiteTrees trees,
            Indexing indexing,
            IndexUpkeep upkeep,
            PublisherProperties properties) {
        return new IndexKeeper(trees, indexing, upkeep, properties.catchUpEvery());
    }

    @Bean
    ReleasedSearch releasedSearch(SiteTrees trees, ReleaseStore store) {
        return new ReleasedSearch(trees, store);
    }
}
