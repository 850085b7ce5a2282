import { lookup } from 'node:dns/promises';
import type { LookupAddress } from 'node:dns';
import { BlockList, isIP } from 'node:net';

/** Addresses of this machine, of its network and of no machine at all. Source: IANA special-purpose address registries. */
const CLOSED_IPV4 = new BlockList();
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const) {
  CLOSED_IPV4.addSubnet(network, bits, 'ipv4');
}
/** Everything that is not global unicast, and what of that stands for something else; IPv4 in IPv6 is among it. */
const CLOSED_IPV6 = new BlockList();
for (const [network, bits] of [
  ['::', 3],
  ['4000::', 2],
  ['8000::', 1],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const) {
  CLOSED_IPV6.addSubnet(network, bits, 'ipv6');
}

/** True for an address that anybody on the internet means by it. */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !CLOSED_IPV4.check(address, 'ipv4');
    case 6:
      return !CLOSED_IPV6.check(address, 'ipv6');
    default:
      return false;
  }
}

/**
 * All addresses of a host, which may be an address itself. Rejects when one of them is not public: who is given a
 * public and a private address may be led to the private one.
 */
export async function publicAddresses(host: string): Promise<readonly LookupAddress[]> {
  const name = host.replace(/^\[|\]$/g, '');
  const family = isIP(name);
  const addresses = family === 0 ? await lookup(name, { all: true }) : [{ address: name, family }];
  const closed = addresses.find(({ address }) => !isPublicAddress(address));
  if (closed !== undefined) throw new PrivateAddress(host, closed.address);
  return addresses;
}

/** The host leads into the own network. */
export class PrivateAddress extends Error {
  constructor(host: string, address: string) {
    super(
      host === address
        ? `'${host}' is an address of this machine or its network`
        : `'${host}' leads to ${address}, an address of this machine or its network`,
    );
  }
}
