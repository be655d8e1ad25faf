package org.gongkai.publisher.check;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Set;

/**
 * Where links lead. Most are plain paths on the site itself, and take one look; only others are
 * resolved as RFC 3986 has it.
 */
final class Reach {
    private final String origin;
    private final String host;
    private final List<String> elsewhere;

    /**
     * @param elsewhere beginnings of paths that another part of the server answers, such as {@code
     *     /api/}
     */
    Reach(CheckedIdentity identity, Set<String> elsewhere) {
        this.origin = identity.origin();
        this.host = identity.host();
        this.elsewhere = List.copyOf(elsewhere);
    }

    /** Whether a reader who follows this link finds something, as far as it is this site's. */
    boolean leadsSomewhere(String link, String from, CheckedSite site) {
        int end = plainPath(link);
        if (end > 0) {
            return isAnswered(link.substring(0, end), site);
        }
        try {
            URI target = new URI(origin + from).resolve(new URI(link));
            String scheme = target.getScheme();
            boolean ours =
                    ("http".equals(scheme) || "https".equals(scheme))
                            && host.equalsIgnoreCase(target.getHost());
            return !ours || isAnswered(target.getPath().isEmpty() ? "/" : target.getPath(), site);
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private boolean isAnswered(String path, CheckedSite site) {
        if (path.endsWith("/")) {
            return site.answers(path + "index.html") || isElsewhere(path);
        }
        return site.answers(path) || site.answers(path + "/index.html") || isElsewhere(path);
    }

    private boolean isElsewhere(String path) {
        for (String beginning : elsewhere) {
            if (path.startsWith(beginning)) {
                return true;
            }
        }
        return false;
    }

    /** Where the path of a link ends that needs no resolving; 0 if it needs it. */
    private static int plainPath(String link) {
        if (!link.startsWith("/")) {
            return 0;
        }
        int end = link.length();
        boolean beginsSegment = false;
        for (int at = 0; at < link.length(); at++) {
            char c = link.charAt(at);
            if (c == '#' && link.indexOf('#', at + 1) < 0 || c == '?' && end == link.length()) {
                end = Math.min(end, at);
            } else if (end == link.length() && beginsSegment && (c == '/' || c == '.')
                    || !isPlain(c)) {
                return 0;
            }
            beginsSegment = c == '/';
        }
        return end;
    }

    private static boolean isPlain(char c) {
        return c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c >= '0' && c <= '9'
                || "/-._~=&+".indexOf(c) >= 0;
    }
}
