package org.gongkai.elasticsearch.node;

import static java.util.Map.entry;

import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.StopFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.cjk.CJKWidthFilter;
import org.apache.lucene.analysis.cn.smart.SmartChineseAnalyzer;
import org.apache.lucene.analysis.core.FlattenGraphFilter;
import org.apache.lucene.analysis.core.UpperCaseFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.miscellaneous.LengthFilter;
import org.apache.lucene.analysis.miscellaneous.RemoveDuplicatesTokenFilter;
import org.apache.lucene.analysis.miscellaneous.TrimFilter;
import org.apache.lucene.analysis.ngram.EdgeNGramTokenFilter;
import org.apache.lucene.analysis.ngram.NGramTokenFilter;
import org.apache.lucene.analysis.reverse.ReverseStringFilter;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.index.IndexSettings;
import org.elasticsearch.index.analysis.Analysis;
import org.elasticsearch.index.analysis.NormalizingTokenFilterFactory;
import org.elasticsearch.index.analysis.TokenFilterFactory;
import org.elasticsearch.indices.analysis.AnalysisModule.AnalysisProvider;
import org.elasticsearch.lucene.analysis.miscellaneous.DisableGraphAttribute;
import org.elasticsearch.plugins.AnalysisPlugin;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Token filters under their official names. */
final class TokenFilters {

    private TokenFilters() {}

    static Map<String, AnalysisProvider<TokenFilterFactory>> all() {
        return Map.ofEntries(
                entry("asciifolding", normalizing("asciifolding", ASCIIFoldingFilter::new)),
                entry("cjk_width", normalizing("cjk_width", CJKWidthFilter::new)),
                entry("trim", normalizing("trim", TrimFilter::new)),
                entry("uppercase", normalizing("uppercase", UpperCaseFilter::new)),
                entry("reverse", plain("reverse", ReverseStringFilter::new)),
                entry(
                        "remove_duplicates",
                        plain("remove_duplicates", RemoveDuplicatesTokenFilter::new)),
                entry("flatten_graph", plain("flatten_graph", FlattenGraphFilter::new)),
                entry("length", TokenFilters::length),
                entry("cjk_bigram", TokenFilters::cjkBigram),
                entry("ngram", TokenFilters::ngram),
                entry("edge_ngram", TokenFilters::edgeNgram),
                entry("smartcn_stop", TokenFilters::smartcnStop),
                entry("synonym", AnalysisPlugin.requiresAnalysisSettings(SynonymRules::flat)),
                entry(
                        "synonym_graph",
                        AnalysisPlugin.requiresAnalysisSettings(SynonymRules::graph)));
    }

    private static TokenFilterFactory length(
            IndexSettings index, Environment environment, String name, Settings given) {
        Settings settings = Options.of("length", given).only("min", "max");
        int min = settings.getAsInt("min", 0);
        int max = settings.getAsInt("max", Integer.MAX_VALUE);
        return new Filter(name, tokens -> new LengthFilter(tokens, min, max));
    }

    private static TokenFilterFactory cjkBigram(
            IndexSettings index, Environment environment, String name, Settings given) {
        Settings settings =
                Options.of("cjk_bigram", given).only("ignored_scripts", "output_unigrams");
        int scripts =
                CJKBigramFilter.HAN
                        | CJKBigramFilter.HIRAGANA
                        | CJKBigramFilter.KATAKANA
                        | CJKBigramFilter.HANGUL;
        List<String> ignored = settings.getAsList("ignored_scripts");
        for (String script : ignored) {
            scripts &=
                    ~switch (script.toLowerCase(Locale.ROOT)) {
                        case "han" -> CJKBigramFilter.HAN;
                        case "hiragana" -> CJKBigramFilter.HIRAGANA;
                        case "katakana" -> CJKBigramFilter.KATAKANA;
                        case "hangul" -> CJKBigramFilter.HANGUL;
                        default -> throw new IllegalArgumentException("not a script: " + script);
                    };
        }
        int flags = scripts;
        boolean unigrams = settings.getAsBoolean("output_unigrams", false);
        return new Pieces(name, tokens -> bigrams(tokens, flags, unigrams));
    }

    /**
     * Pairs and single characters are no graph of alternatives, though their positions look like
     * one: taken for a graph, a question of n characters has paths that grow exponentially with n.
     */
    private static TokenStream bigrams(TokenStream tokens, int flags, boolean unigrams) {
        CJKBigramFilter bigrams = new CJKBigramFilter(tokens, flags, unigrams);
        if (unigrams) {
            bigrams.addAttribute(DisableGraphAttribute.class);
        }
        return bigrams;
    }

    private static TokenFilterFactory ngram(
            IndexSettings index, Environment environment, String name, Settings given) {
        Settings settings =
                Options.of("ngram", given).only("min_gram", "max_gram", "preserve_original");
        Grams grams = Grams.of(settings).within(index.getMaxNgramDiff());
        boolean original = settings.getAsBoolean("preserve_original", false);
        return new Pieces(
                name, tokens -> new NGramTokenFilter(tokens, grams.min(), grams.max(), original));
    }

    private static TokenFilterFactory edgeNgram(
            IndexSettings index, Environment environment, String name, Settings given) {
        Settings settings =
                Options.of("edge_ngram", given).only("min_gram", "max_gram", "preserve_original");
        Grams grams = Grams.of(settings);
        boolean original = settings.getAsBoolean("preserve_original", false);
        return new Pieces(
                name,
                tokens -> new EdgeNGramTokenFilter(tokens, grams.min(), grams.max(), original));
    }

    private static TokenFilterFactory smartcnStop(
            IndexSettings index, Environment environment, String name, Settings given) {
        Settings settings =
                Options.of("smartcn_stop", given)
                        .only("stopwords", "stopwords_path", "ignore_case");
        CharArraySet own = SmartChineseAnalyzer.getDefaultStopSet();
        CharArraySet stop =
                Analysis.parseWords(
                        environment,
                        settings,
                        "stopwords",
                        own,
                        Map.of("_smartcn_", own),
                        settings.getAsBoolean("ignore_case", false));
        return new Filter(name, tokens -> new StopFilter(tokens, stop));
    }

    private static AnalysisProvider<TokenFilterFactory> plain(
            String component, UnaryOperator<TokenStream> create) {
        return (index, environment, name, settings) -> {
            Options.of(component, settings).only();
            return new Filter(name, create);
        };
    }

    private static AnalysisProvider<TokenFilterFactory> normalizing(
            String component, UnaryOperator<TokenStream> create) {
        return (index, environment, name, settings) -> {
            Options.of(component, settings).only();
            return new Normalizing(name, create);
        };
    }

    /** A filter of whole tokens. */
    private record Filter(String name, UnaryOperator<TokenStream> wrap)
            implements TokenFilterFactory {
        @Override
        public TokenStream create(TokenStream tokens) {
            return wrap.apply(tokens);
        }
    }

    /** A filter that keywords and wildcard queries may pass, too. */
    private record Normalizing(String name, UnaryOperator<TokenStream> wrap)
            implements NormalizingTokenFilterFactory {
        @Override
        public TokenStream create(TokenStream tokens) {
            return wrap.apply(tokens);
        }
    }

    /** A filter that makes several pieces of a token; synonyms cannot be read through it. */
    private record Pieces(String name, UnaryOperator<TokenStream> wrap)
            implements TokenFilterFactory {
        @Override
        public TokenStream create(TokenStream tokens) {
            return wrap.apply(tokens);
        }

        @Override
        public TokenFilterFactory getSynonymFilter() {
            throw new IllegalArgumentException(
                    "Token filter [" + name + "] cannot be used to parse synonyms");
        }
    }
}
