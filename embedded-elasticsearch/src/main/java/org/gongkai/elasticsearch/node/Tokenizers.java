package org.gongkai.elasticsearch.node;

import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.cn.smart.HMMChineseTokenizer;
import org.apache.lucene.analysis.core.KeywordTokenizer;
import org.apache.lucene.analysis.core.LetterTokenizer;
import org.apache.lucene.analysis.core.WhitespaceTokenizer;
import org.apache.lucene.analysis.ngram.EdgeNGramTokenizer;
import org.apache.lucene.analysis.ngram.NGramTokenizer;
import org.apache.lucene.analysis.path.PathHierarchyTokenizer;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.index.IndexSettings;
import org.elasticsearch.index.analysis.TokenizerFactory;
import org.elasticsearch.indices.analysis.AnalysisModule.AnalysisProvider;

import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.Supplier;

/** Tokenizers under their official names. */
final class Tokenizers {

    private Tokenizers() {}

    static Map<String, AnalysisProvider<TokenizerFactory>> all() {
        return Map.of(
                "keyword", plain("keyword", KeywordTokenizer::new),
                "whitespace", plain("whitespace", WhitespaceTokenizer::new),
                "letter", plain("letter", LetterTokenizer::new),
                "path_hierarchy", plain("path_hierarchy", PathHierarchyTokenizer::new),
                "smartcn_tokenizer", plain("smartcn_tokenizer", HMMChineseTokenizer::new),
                "ngram", Tokenizers::ngram,
                "edge_ngram", Tokenizers::edgeNgram);
    }

    private static TokenizerFactory ngram(
            IndexSettings index, Environment environment, String name, Settings given) {
        Settings settings = Options.of("ngram", given).only("min_gram", "max_gram", "token_chars");
        Grams grams = Grams.of(settings).within(index.getMaxNgramDiff());
        IntPredicate kept = tokenCharacters(settings);
        return TokenizerFactory.newFactory(
                name,
                () ->
                        new NGramTokenizer(grams.min(), grams.max()) {
                            @Override
                            protected boolean isTokenChar(int character) {
                                return kept.test(character);
                            }
                        });
    }

    private static TokenizerFactory edgeNgram(
            IndexSettings index, Environment environment, String name, Settings given) {
        Settings settings =
                Options.of("edge_ngram", given).only("min_gram", "max_gram", "token_chars");
        Grams grams = Grams.of(settings);
        IntPredicate kept = tokenCharacters(settings);
        return TokenizerFactory.newFactory(
                name,
                () ->
                        new EdgeNGramTokenizer(grams.min(), grams.max()) {
                            @Override
                            protected boolean isTokenChar(int character) {
                                return kept.test(character);
                            }
                        });
    }

    private static AnalysisProvider<TokenizerFactory> plain(
            String component, Supplier<Tokenizer> create) {
        return (index, environment, name, settings) -> {
            Options.of(component, settings).only();
            return TokenizerFactory.newFactory(name, create);
        };
    }

    /** Which characters stay in a token; all of them if nothing is said. */
    private static IntPredicate tokenCharacters(Settings settings) {
        List<String> classes = settings.getAsList("token_chars");
        if (classes.isEmpty()) {
            return character -> true;
        }
        IntPredicate any = character -> false;
        for (String each : classes) {
            any =
                    any.or(
                            switch (each) {
                                case "letter" -> Character::isLetter;
                                case "digit" -> Character::isDigit;
                                case "whitespace" -> Character::isWhitespace;
                                default ->
                                        throw new IllegalArgumentException(
                                                "the embedded node knows the token_chars letter,"
                                                        + " digit and whitespace, not "
                                                        + each);
                            });
        }
        return any;
    }
}
