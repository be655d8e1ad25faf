package org.gongkai.elasticsearch.node;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.synonym.SolrSynonymParser;
import org.apache.lucene.analysis.synonym.SynonymFilter;
import org.apache.lucene.analysis.synonym.SynonymGraphFilter;
import org.apache.lucene.analysis.synonym.SynonymMap;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.index.IndexService.IndexCreationContext;
import org.elasticsearch.index.IndexSettings;
import org.elasticsearch.index.analysis.AnalysisMode;
import org.elasticsearch.index.analysis.CharFilterFactory;
import org.elasticsearch.index.analysis.CustomAnalyzer;
import org.elasticsearch.index.analysis.TokenFilterFactory;
import org.elasticsearch.index.analysis.TokenizerFactory;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.text.ParseException;
import java.util.List;
import java.util.function.Function;

/**
 * {@code synonym} and {@code synonym_graph} with rules in Solr's format, given in the mapping or in
 * a file below the node's {@code config}.
 *
 * <p>Rules are cut into words by what stands before the filter in its analyzer, as in
 * Elasticsearch.
 */
record SynonymRules(String name, String rules, boolean expand, boolean graph)
        implements TokenFilterFactory {

    static TokenFilterFactory flat(
            IndexSettings index, Environment environment, String name, Settings settings)
            throws IOException {
        return of(environment, name, Options.of("synonym", settings), false);
    }

    static TokenFilterFactory graph(
            IndexSettings index, Environment environment, String name, Settings settings)
            throws IOException {
        return of(environment, name, Options.of("synonym_graph", settings), true);
    }

    private static SynonymRules of(
            Environment environment, String name, Options options, boolean graph)
            throws IOException {
        Settings settings = options.only("synonyms", "synonyms_path", "expand");
        String path = settings.get("synonyms_path");
        String rules =
                path == null
                        ? String.join("\n", settings.getAsList("synonyms"))
                        : Files.readString(environment.configDir().resolve(path));
        return new SynonymRules(name, rules, settings.getAsBoolean("expand", true), graph);
    }

    @Override
    public TokenStream create(TokenStream tokens) {
        throw new IllegalStateException("synonyms were not bound to their analyzer");
    }

    @Override
    public TokenFilterFactory getChainAwareTokenFilterFactory(
            IndexCreationContext context,
            TokenizerFactory tokenizer,
            List<CharFilterFactory> charFilters,
            List<TokenFilterFactory> before,
            Function<String, TokenFilterFactory> all) {
        Analyzer chain =
                new CustomAnalyzer(
                        tokenizer,
                        charFilters.toArray(CharFilterFactory[]::new),
                        before.stream()
                                .map(TokenFilterFactory::getSynonymFilter)
                                .toArray(TokenFilterFactory[]::new));
        return new Bound(name, parse(chain), graph);
    }

    private SynonymMap parse(Analyzer chain) {
        try {
            SolrSynonymParser parser = new SolrSynonymParser(true, expand, chain);
            parser.parse(new StringReader(rules));
            return parser.build();
        } catch (IOException | ParseException | RuntimeException e) {
            throw new IllegalArgumentException(
                    "failed to build synonyms [" + name + "]: " + e.getMessage(), e);
        }
    }

    /** The rules, cut into the words of one analyzer. */
    private record Bound(String name, SynonymMap map, boolean graph) implements TokenFilterFactory {

        @Override
        @SuppressWarnings("deprecation") // what the official "synonym" makes
        public TokenStream create(TokenStream tokens) {
            if (map.fst == null) {
                return tokens;
            }
            return graph
                    ? new SynonymGraphFilter(tokens, map, false)
                    : new SynonymFilter(tokens, map, false);
        }

        @Override
        public TokenFilterFactory getSynonymFilter() {
            return IDENTITY_FILTER;
        }

        @Override
        public AnalysisMode getAnalysisMode() {
            return AnalysisMode.ALL;
        }
    }
}
