package org.gongkai.publisher.links;

import java.net.Inet6Address;
import java.net.InetAddress;

/**
 * Which addresses a link may lead to: unicast addresses that anyone on the Internet reaches. What
 * editors link to must not make this machine ask its own network (RFC 6890 has the ranges).
 */
final class PublicNetwork {
    private PublicNetwork() {}

    static boolean reaches(InetAddress address) {
        byte[] bytes = address.getAddress();
        return address instanceof Inet6Address ? reachesV6(bytes) : reachesV4(bytes);
    }

    private static boolean reachesV4(byte[] bytes) {
        int a = bytes[0] & 0xFF;
        int b = bytes[1] & 0xFF;
        int c = bytes[2] & 0xFF;
        return a != 0
                && a != 10
                && a != 127
                && a < 224 // multicast and reserved
                && !(a == 100 && b >= 64 && b < 128) // carriers' own
                && !(a == 169 && b == 254) // link-local, and where clouds keep their secrets
                && !(a == 172 && b >= 16 && b < 32)
                && !(a == 192 && b == 168)
                && !(a == 192 && b == 0 && (c == 0 || c == 2))
                && !(a == 192 && b == 88 && c == 99)
                && !(a == 198 && (b == 18 || b == 19))
                && !(a == 198 && b == 51 && c == 100)
                && !(a == 203 && b == 0 && c == 113);
    }

    /** Only 2000::/3 is given out; of it, not what stands for an IPv4 address or for nobody. */
    private static boolean reachesV6(byte[] bytes) {
        int first = (bytes[0] & 0xFF) << 8 | bytes[1] & 0xFF;
        int second = (bytes[2] & 0xFF) << 8 | bytes[3] & 0xFF;
        return first >>> 13 == 1
                && first != 0x2002
                && !(first == 0x2001 && (second < 0x200 || second == 0xDB8))
                && first != 0x3FFF;
    }
}
