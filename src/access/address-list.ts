import ipaddr from 'ipaddr.js';

/** Whether a text is an address or a range, such as 192.0.2.7 or 2001:db8::/32. */
export function isAddressOrRange(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  if (rest.length > 0) return false;
  if (bits === undefined) return isAddress(address);
  return isAddress(address) && /^\d{1,3}$/.test(bits) && ipaddr.isValidCIDR(text);
}

/** IPv4 in four parts only: 127.1 and 0x7f000001 are what people use to get around lists. */
function isAddress(text: string): boolean {
  return (
    ipaddr.IPv4.isValidFourPartDecimal(text) || (text.includes(':') && ipaddr.IPv6.isValid(text))
  );
}

/** Whether an address is in a list; an IPv4 address that came as IPv6 is the IPv4 address. */
export function isInList(list: readonly string[], address: string): boolean {
  const [plain = ''] = address.split('%', 1);
  if (!ipaddr.isValid(plain)) return false;
  const found = ipaddr.process(plain);
  return list.some((entry) => {
    const { base, length } = rangeOf(entry);
    return base.kind() === found.kind() && found.match([base, length] as never);
  });
}

/** Whether every address of a list is also in another; null is every address that there is. */
export function isWithin(list: readonly string[] | null, outer: readonly string[]): boolean {
  return (
    list?.every((entry) => {
      const { base, length } = rangeOf(entry);
      return outer.some((one) => {
        const around = rangeOf(one);
        if (around.base.kind() !== base.kind() || around.length > length) return false;
        return base.match([around.base, around.length] as never);
      });
    }) ?? false
  );
}

/** As isInList reads it: of an IPv4 address that is written as IPv6 the bits count from its start. */
function rangeOf(entry: string) {
  const [text = '', bits] = entry.split('/');
  const base = ipaddr.process(text);
  const most = base.kind() === 'ipv4' ? 32 : 128;
  return { base, length: bits === undefined ? most : Number(bits) };
}
