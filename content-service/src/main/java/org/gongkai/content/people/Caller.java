package org.gongkai.content.people;

import org.jspecify.annotations.Nullable;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Where a sign-in comes from.
 *
 * @param address the network address
 * @param device what the device was given at its last successful sign-in, if it still has it
 */
public record Caller(String address, @Nullable String device) {
    /** What a browser keeps, under this name, to be known again. */
    public static final String COOKIE = "gongkai-device";

    private static final int BYTES_OF_A_NETWORK = 8;

    /** From a device that is not known. */
    public static Caller at(String address) {
        return new Caller(address, null);
    }

    /** The address; of IPv6 the network (/64), which one subscriber has as a whole. */
    String network() {
        if (address.indexOf(':') < 0) {
            return address;
        }
        try {
            return InetAddress.ofLiteral(address) instanceof Inet6Address v6
                    ? HexFormat.of().formatHex(Arrays.copyOf(v6.getAddress(), BYTES_OF_A_NETWORK))
                    : address;
        } catch (IllegalArgumentException e) {
            return address;
        }
    }
}
