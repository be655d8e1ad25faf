package org.gongkai.content.intake;

import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Block;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.CustomNode;
import org.commonmark.node.DefinitionMap;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.InlineParserContext;
import org.commonmark.parser.Parser;
import org.commonmark.parser.beta.LinkInfo;
import org.commonmark.parser.beta.LinkResult;
import org.commonmark.parser.beta.Scanner;
import org.commonmark.parser.block.AbstractBlockParser;
import org.commonmark.parser.block.BlockContinue;
import org.commonmark.parser.block.BlockStart;
import org.commonmark.parser.block.MatchedBlockParser;
import org.commonmark.parser.block.ParserState;
import org.jsoup.nodes.Element;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Footnotes in Markdown, as GitHub and Pandoc have them: {@code [^1]} refers to the block that
 * begins with {@code [^1]:}, wherever that stands. Whoever refers to nothing wrote text.
 */
final class MarkdownNotes implements Parser.ParserExtension {
    private static final Pattern DEFINITION = Pattern.compile("\\[\\^([^\\[\\]\\s^]{1,200})]:\\s*");
    private static final int INDENT = 4;

    /** What a note says; it is shown at the end and not where it stands. */
    static final class Note extends CustomBlock {}

    static final class Reference extends CustomNode {
        private final Note note;

        Reference(Note note) {
            this.note = note;
        }
    }

    @Override
    public void extend(Parser.Builder parser) {
        parser.customBlockParserFactory(MarkdownNotes::begin).linkProcessor(MarkdownNotes::refer);
    }

    private static BlockStart begin(ParserState state, MatchedBlockParser matched) {
        CharSequence line = state.getLine().getContent();
        int from = state.getNextNonSpaceIndex();
        if (state.getIndent() >= INDENT || from >= line.length() || line.charAt(from) != '[') {
            return BlockStart.none();
        }
        Matcher definition = DEFINITION.matcher(line).region(from, line.length());
        return definition.lookingAt()
                ? BlockStart.of(new NoteParser(definition.group(1))).atIndex(definition.end())
                : BlockStart.none();
    }

    private static final class NoteParser extends AbstractBlockParser {
        private final Note note = new Note();
        private final DefinitionMap<Note> definition = new DefinitionMap<>(Note.class);

        NoteParser(String label) {
            definition.putIfAbsent(label, note);
        }

        @Override
        public Block getBlock() {
            return note;
        }

        @Override
        public boolean isContainer() {
            return true;
        }

        @Override
        public boolean canContain(Block child) {
            return true;
        }

        @Override
        public List<DefinitionMap<?>> getDefinitions() {
            return List.of(definition);
        }

        @Override
        public BlockContinue tryContinue(ParserState state) {
            if (state.getIndent() >= INDENT) {
                return BlockContinue.atColumn(state.getColumn() + INDENT);
            }
            return state.isBlank() ? BlockContinue.atIndex(state.getIndex()) : BlockContinue.none();
        }
    }

    private static LinkResult refer(LinkInfo link, Scanner scanner, InlineParserContext context) {
        boolean marked =
                link.openingBracket().getNext() instanceof Text text
                        && text.getLiteral().startsWith("^");
        if (!marked || link.destination() != null || link.marker() != null) {
            return LinkResult.none();
        }
        Note note = context.getDefinition(Note.class, link.text(scanner).substring(1));
        return note == null
                ? LinkResult.none()
                : LinkResult.replaceWith(new Reference(note), link.afterTextBracket());
    }

    /** The notes in the order in which a text refers to them; first those of the text itself. */
    static final class Order extends AbstractVisitor {
        private final Map<Note, Integer> numbers = new HashMap<>();
        private final List<Note> notes = new ArrayList<>();
        private final Set<Note> shown = new HashSet<>();

        Order(Node document) {
            document.accept(this);
            for (int i = 0; i < notes.size(); i++) {
                visitChildren(notes.get(i));
            }
        }

        List<Note> notes() {
            return notes;
        }

        @Override
        public void visit(CustomNode node) {
            if (node instanceof Reference reference
                    && numbers.putIfAbsent(reference.note, notes.size() + 1) == null) {
                notes.add(reference.note);
            }
            visitChildren(node);
        }

        @Override
        public void visit(CustomBlock block) {
            if (!(block instanceof Note)) {
                visitChildren(block);
            }
        }

        /** The number of a note, and at its first place where one comes back to. */
        String html(Reference reference) {
            Element host = new Element("span");
            Notes.refer(host, String.valueOf(numbers.get(reference.note)));
            if (!shown.add(reference.note)) {
                host.children().removeAttr("id");
            }
            return host.html();
        }
    }
}
