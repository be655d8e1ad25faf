package org.gongkai.content.webhook;

import org.apache.hc.client5.http.DnsResolver;
import org.springframework.boot.http.client.InetAddressFilter;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Keeps what an administrator typed from reaching into our own network (server-side request
 * forgery): a host that has any address of a loopback, link-local, private or otherwise special
 * network is refused. The client connects to exactly the addresses that passed here, so a name that
 * answers differently the second time gains nothing. Thread-safe.
 */
final class AddressGuard implements DnsResolver {
    private final InetAddressFilter allowed;

    AddressGuard(WebhookSettings settings) {
        this.allowed =
                settings.allowPrivateAddresses()
                        ? InetAddressFilter.all()
                        : settings.allowedNetworks().isEmpty()
                                ? InetAddressFilter.externalAddresses()
                                : InetAddressFilter.externalAddresses()
                                        .or(settings.allowedNetworks().toArray(String[]::new));
    }

    /**
     * The addresses of a host.
     *
     * @throws AddressRefused if one of them is not public
     * @throws UnknownHostException if it has none
     */
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = InetAddress.getAllByName(host);
        for (InetAddress address : addresses) {
            if (!allowed.matches(address)) {
                throw new AddressRefused(host, address);
            }
        }
        return addresses;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    /**
     * Refuses a subscription's address at once if it is known already that nothing would be sent
     * there. A name that is not known yet passes; each try looks again.
     *
     * @throws ReceiverRefused if the host is at an address that is not public
     */
    void check(WebhookUrl url) {
        try {
            resolve(url.host());
        } catch (AddressRefused e) {
            throw new ReceiverRefused(e.detail());
        } catch (UnknownHostException e) {
            // It may become known; until then the delivery log says that it is not.
        }
    }

    /** The host is at an address of a network that is not public. */
    static final class AddressRefused extends UnknownHostException {
        private static final long serialVersionUID = 1L;

        private final String detail;

        AddressRefused(String host, InetAddress address) {
            super(host);
            String at = address.getHostAddress();
            this.detail =
                    "%s, which is not a public address. To allow it, set gongkai.webhooks.allowed-networks."
                            .formatted(host.equals(at) ? host : host + " is " + at);
        }

        String detail() {
            return detail;
        }

        @Override
        public String getMessage() {
            return detail;
        }
    }
}
