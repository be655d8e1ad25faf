package org.gongkai.search.query;

import org.gongkai.search.SearchProperties;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How often one address may ask: a bucket of tokens each, that fills with time. An IPv6 network of
 * 64 bits is one address, because one reader has all of it. Of many addresses those that asked
 * longest ago are forgotten. Thread-safe.
 */
final class AddressRate {
    private static final int MOST_ADDRESSES = 50_000;
    private static final double NANOSECONDS = 1e9;

    private final SearchProperties.Rate rate;
    private final LongSupplier nanoTime;
    private final Map<String, Bucket> buckets =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
                    return size() > MOST_ADDRESSES;
                }
            };

    AddressRate(SearchProperties.Rate rate, LongSupplier nanoTime) {
        this.rate = rate;
        this.nanoTime = nanoTime;
    }

    private record Bucket(double tokens, long at) {}

    /**
     * @throws TooManyQuestions if this address has to wait
     */
    void ask(String address) {
        if (!allows(address)) {
            throw new TooManyQuestions();
        }
    }

    /** Whether this address may ask; a question that it may is counted. */
    boolean allows(String address) {
        return rate.perSecond() == 0 || take(network(address));
    }

    private synchronized boolean take(String network) {
        long now = nanoTime.getAsLong();
        Bucket before = buckets.getOrDefault(network, new Bucket(rate.burst(), now));
        double filled = before.tokens() + (now - before.at()) / NANOSECONDS * rate.perSecond();
        double tokens = Math.min(rate.burst(), filled);
        boolean enough = tokens >= 1;
        buckets.put(network, new Bucket(enough ? tokens - 1 : tokens, now));
        return enough;
    }

    private static String network(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        try {
            byte[] bytes = InetAddress.ofLiteral(address).getAddress();
            return bytes.length == 16 ? Arrays.toString(Arrays.copyOf(bytes, 8)) : address;
        } catch (IllegalArgumentException e) {
            return address;
        }
    }
}
