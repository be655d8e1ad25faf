package org.gongkai.content.intake;

import org.jsoup.nodes.Element;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads RTF (1.9.1) in one pass, to the same body as {@link WordReader} makes of the docx that Word
 * makes of it. What a group is for is said by its first word; a group of unknown purpose that says
 * it may be left out is.
 */
final class RtfReader {
    private static final int DEEPEST = 500;
    private static final int PIECE = 4096;

    /** What is known of the groups that may be left out. */
    private static final Set<String> KNOWN =
            Set.of(
                    "fldinst",
                    "shppict",
                    "shpinst",
                    "picprop",
                    "listtable",
                    "listoverridetable",
                    "bkmkstart",
                    "annotation",
                    "nesttableprops",
                    "footnote",
                    "do",
                    "moMath",
                    "moMathPara",
                    "mr",
                    "objdata");

    private final RtfTokens tokens;
    private final TextContext context;
    private final RtfTables tables;
    private final RtfLists lists;
    private final RtfText body;
    private final Element container = new Element("body");
    private final List<Element> notes = new ArrayList<>();
    private final StringBuilder title = new StringBuilder();
    private final Deque<RtfState> outer = new ArrayDeque<>();
    private final byte[] bytes = new byte[PIECE];
    private final StringBuilder decoded = new StringBuilder();
    private int collected;
    private int skip;
    private boolean starred;
    private RtfState state;

    private RtfReader(InputStream stream, PictureFiles pictures, int longest) {
        this.tokens = new RtfTokens(stream);
        this.context = new TextContext(new WordStyles(), new WordNumbering(), pictures, longest);
        this.tables = new RtfTables(context.styles);
        this.lists = new RtfLists(context.numbering);
        this.body = new RtfText(context, container);
        this.state = new RtfState(body, tables.standard());
    }

    /**
     * Reads.
     *
     * @param longest the most characters of text
     * @throws TooMuchText if there are more
     */
    static Extracted read(Path file, PictureFiles pictures, int longest) throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            return new RtfReader(stream, pictures, longest).read();
        }
    }

    private Extracted read() throws IOException {
        if (tokens.next() != RtfTokens.Kind.OPEN
                || tokens.next() != RtfTokens.Kind.WORD
                || !tokens.word().equals("rtf")) {
            throw new IOException("it does not begin as RTF");
        }
        outer.push(state.copy());
        while (!outer.isEmpty()) {
            step(tokens.next());
        }
        body.close(state);
        Notes.append(container, notes);
        Headings.settle(container);
        List<String> warnings = new ArrayList<>(context.leftOut.sentences());
        PictureFiles.askForTexts(container, warnings);
        return new Extracted(
                container.html(),
                title.toString().isBlank() ? null : title.toString().strip(),
                Map.of(),
                List.of(),
                context.pictures.all(),
                warnings);
    }

    private void step(RtfTokens.Kind kind) throws IOException {
        switch (kind) {
            case OPEN -> {
                flush();
                if (outer.size() > DEEPEST) {
                    throw new IOException("groups in groups without end");
                }
                skip = 0;
                starred = false;
                outer.push(state);
                state = state.copy();
            }
            case CLOSE -> {
                flush();
                skip = 0;
                starred = false;
                if (state.closing != null) {
                    state.closing.close();
                }
                RtfState around = outer.pop();
                state = outer.isEmpty() ? state : around;
            }
            case BYTE -> {
                if (skip > 0) {
                    skip--;
                } else {
                    collect((byte) tokens.value());
                }
            }
            case WORD -> word(tokens.word());
            case END -> throw new IOException("it ends in the middle");
        }
    }

    private void collect(byte value) throws IOException {
        if (collected == PIECE) {
            piece();
        }
        bytes[collected++] = value;
    }

    /** Passes on what was collected, but no half of a character. */
    private void piece() throws IOException {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(2 * PIECE);
        state.charset
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE)
                .decode(in, out, false);
        collected = in.compact().position();
        decoded.append(out.flip());
        deliver();
    }

    private void flush() throws IOException {
        decode();
        deliver();
    }

    private void decode() {
        if (collected > 0) {
            decoded.append(state.charset.decode(ByteBuffer.wrap(bytes, 0, collected)));
            collected = 0;
        }
    }

    private void deliver() throws IOException {
        if (!decoded.isEmpty()) {
            String text = decoded.toString();
            decoded.setLength(0);
            state.destination.text(text, state);
        }
    }

    /** A character by its number; old programs show what follows instead. */
    private void character(int number) throws IOException {
        decode();
        decoded.append((char) number);
        skip = state.fallback;
        if (decoded.length() >= PIECE) {
            deliver();
        }
    }

    private void word(String word) throws IOException {
        if (word.equals("bin")) {
            flush();
            skip = Math.max(0, skip - 1);
            OutputStream out =
                    state.destination instanceof RtfPicture picture
                            ? picture.bytes
                            : OutputStream.nullOutputStream();
            tokens.binary(Math.max(0, tokens.number()), out);
            return;
        }
        if (skip > 0) {
            skip--;
            return;
        }
        if (word.equals("u") && !starred) {
            character(tokens.number());
            return;
        }
        flush();
        boolean optional = starred;
        starred = word.equals("*");
        if (starred || state.destination == RtfDestination.NOWHERE) {
            return;
        }
        if (optional && !KNOWN.contains(word)) {
            state.destination = RtfDestination.NOWHERE;
        } else if (!state.change(word, tokens.number(), tables)) {
            if (!header(word) && !group(word)) {
                state.destination.word(word, tokens.number(), state);
            }
        } else if (word.equals("ls")) {
            state.destination.word(word, tokens.number(), state);
        }
    }

    /** What stands before the text. */
    private boolean header(String word) {
        switch (word) {
            case "ansicpg" -> {
                tables.page(tokens.number());
                state.charset = tables.standard();
            }
            case "deff" -> tables.standardFont(tokens.number());
            case "fonttbl" -> state.destination = tables.fonts();
            case "colortbl" -> state.destination = tables.colours();
            case "stylesheet" -> state.destination = tables.styles();
            case "listtable" -> state.destination = lists.lists();
            case "listoverridetable" -> state.destination = lists.overrides();
            case "info" -> state.destination = new RtfInformation(title, context.leftOut);
            default -> {
                return false;
            }
        }
        return true;
    }

    /** A shape has text and pictures inside; the rest says where it stands. */
    private record Shape(RtfText around) implements RtfDestination {
        @Override
        public void text(String text, RtfState state) {}
    }

    /** Groups in the text that are something else. */
    private boolean group(String word) {
        if (state.destination instanceof RtfPicture picture) {
            if (word.equals("picprop")) {
                state.destination = picture.properties();
            }
            return word.equals("picprop");
        }
        if (state.destination instanceof Shape(RtfText around)) {
            switch (word) {
                case "shptxt", "dptxbxtext" -> open(around.box());
                case "pict" -> picture(around);
                default -> {}
            }
            return true;
        }
        if (!(state.destination instanceof RtfText text)) {
            return false;
        }
        RtfState here = state;
        switch (word) {
            case "footnote" -> note(text);
            case "annotation" -> {
                context.leftOut.add(LeftOut.What.COMMENTS);
                here.destination = RtfDestination.NOWHERE;
            }
            case "field" -> here.instruction = new StringBuilder();
            case "fldinst" -> here.destination = RtfDestination.into(here.instruction);
            case "fldrslt" -> here.closing = text.link(here.instruction.toString());
            case "bkmkstart" -> {
                StringBuilder name = new StringBuilder();
                here.destination = RtfDestination.into(name);
                here.closing = () -> text.anchor(name.toString());
            }
            case "listtext", "pntext" -> here.destination = text.mark();
            case "pict" -> picture(text);
            case "shpinst", "do" -> here.destination = new Shape(text);
            case "nesttableprops" -> here.nestedRow = true;
            case "object" -> context.leftOut.add(LeftOut.What.FILES);
            case "moMath" -> context.leftOut.add(LeftOut.What.FORMULAS);
            default -> {
                if (!RtfText.leavesOut(word)) {
                    return false;
                }
                here.destination = RtfDestination.NOWHERE;
            }
        }
        return true;
    }

    private void note(RtfText around) {
        if (state.deleted || state.run.hidden) {
            context.leaveOut(state.deleted ? LeftOut.What.DELETIONS : LeftOut.What.HIDDEN);
            state.destination = RtfDestination.NOWHERE;
            return;
        }
        Element item = new Element("li");
        notes.add(item);
        open(around.note("f", item));
    }

    private void open(RtfText text) {
        RtfState inside = state;
        inside.destination = text;
        inside.run = new RunFormat();
        inside.paragraph = new ParagraphFormat();
        inside.numbering = 0;
        inside.depth = 0;
        inside.closing = () -> text.close(inside);
    }

    private void picture(RtfText around) {
        RtfPicture picture = new RtfPicture();
        RtfState inside = state;
        inside.destination = picture;
        inside.closing = () -> around.picture(picture, inside);
    }
}
