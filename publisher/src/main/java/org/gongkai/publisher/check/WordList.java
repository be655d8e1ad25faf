package org.gongkai.publisher.check;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.ObjIntConsumer;

/**
 * Finds many words in a text at once, in a time that depends on the text's length and on what is
 * found, not on the number of words. After Aho and Corasick, "Efficient string matching", CACM 18/6
 * (1975). Immutable, thread-safe.
 */
final class WordList {
    private final Node root = new Node();

    /** The beginning of some words. */
    private static final class Node {
        private final Map<Character, Node> next = new HashMap<>();
        private final List<String> words = new ArrayList<>(0);
        private Node longestEnd = this;
    }

    WordList(Iterable<String> words) {
        for (String word : words) {
            Node node = root;
            for (int at = 0; at < word.length(); at++) {
                node = node.next.computeIfAbsent(word.charAt(at), letter -> new Node());
            }
            node.words.add(word);
        }
        link();
    }

    /** Tells of each word that is found, with where it begins. */
    void find(String text, ObjIntConsumer<String> found) {
        Node node = root;
        for (int at = 0; at < text.length(); at++) {
            node = step(node, text.charAt(at));
            for (String word : node.words) {
                found.accept(word, at + 1 - word.length());
            }
        }
    }

    /** Leads each node to the one that is the longest proper end of what it stands for. */
    private void link() {
        Queue<Node> open = new ArrayDeque<>();
        for (Node first : root.next.values()) {
            first.longestEnd = root;
            open.add(first);
        }
        while (!open.isEmpty()) {
            Node node = open.remove();
            node.words.addAll(node.longestEnd.words);
            node.next.forEach(
                    (letter, longer) -> {
                        longer.longestEnd = step(node.longestEnd, letter);
                        open.add(longer);
                    });
        }
    }

    private Node step(Node from, char letter) {
        Node node = from;
        Node next = node.next.get(letter);
        while (next == null && node != root) {
            node = node.longestEnd;
            next = node.next.get(letter);
        }
        return next == null ? root : next;
    }
}
