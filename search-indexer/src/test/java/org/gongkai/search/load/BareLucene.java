package org.gongkai.search.load;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.charfilter.MappingCharFilter;
import org.apache.lucene.analysis.charfilter.NormalizeCharMap;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.cjk.CJKWidthFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.KeywordField;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.FSDirectory;
import org.gongkai.search.SearchDocument;
import org.gongkai.search.text.Simplified;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An index of the same documents by Lucene itself: the same analysis of text, the same offsets, the
 * same text kept; no engine, no network, no log of writes, no pinyin.
 */
final class BareLucene {
    private static final FieldType HIGHLIGHTED = new FieldType(TextField.TYPE_STORED);

    static {
        HIGHLIGHTED.setIndexOptions(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS_AND_OFFSETS);
        HIGHLIGHTED.freeze();
    }

    private BareLucene() {}

    /** The seconds from the first document to a commit on disk. */
    static double seconds(List<SearchDocument> documents, int threads, Path directory)
            throws IOException {
        long start = System.nanoTime();
        try (FSDirectory index = FSDirectory.open(directory);
                IndexWriter writer =
                        new IndexWriter(index, new IndexWriterConfig(new SameChain()))) {
            AtomicInteger next = new AtomicInteger();
            try (ExecutorService all = Executors.newFixedThreadPool(threads)) {
                for (int thread = 0; thread < threads; thread++) {
                    all.execute(() -> write(documents, next, writer));
                }
            }
            writer.commit();
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private static void write(
            List<SearchDocument> documents, AtomicInteger next, IndexWriter writer) {
        try {
            for (int i; (i = next.getAndIncrement()) < documents.size(); ) {
                writer.addDocument(document(documents.get(i)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Document document(SearchDocument from) {
        Document document = new Document();
        document.add(new Field("title", from.title(), HIGHLIGHTED));
        document.add(new Field("body", from.body(), HIGHLIGHTED));
        document.add(new TextField("sectionName", from.sectionName(), Field.Store.YES));
        document.add(new TextField("unitName", from.unitName(), Field.Store.YES));
        from.tags().forEach(tag -> document.add(new TextField("tags", tag, Field.Store.YES)));
        for (String keyword : List.of(from.id(), from.kind(), from.section(), from.unit())) {
            document.add(new KeywordField("keywords", keyword, Field.Store.YES));
        }
        document.add(
                new LongField("publishedAt", from.publishedAt().toEpochMilli(), Field.Store.YES));
        return document;
    }

    /** {@code text_index} of the index definition. */
    private static final class SameChain extends Analyzer {
        private final NormalizeCharMap simplified = simplified();

        private static NormalizeCharMap simplified() {
            NormalizeCharMap.Builder map = new NormalizeCharMap.Builder();
            for (String rule : Simplified.table()) {
                int arrow = rule.indexOf("=>");
                map.add(rule.substring(0, arrow).strip(), rule.substring(arrow + 2).strip());
            }
            return map.build();
        }

        @Override
        protected Reader initReader(String field, Reader reader) {
            return new MappingCharFilter(simplified, reader);
        }

        @Override
        protected TokenStreamComponents createComponents(String field) {
            Tokenizer words = new StandardTokenizer();
            TokenStream folded = new LowerCaseFilter(new CJKWidthFilter(words));
            return new TokenStreamComponents(words, new CJKBigramFilter(folded, 0xff, true));
        }
    }
}
