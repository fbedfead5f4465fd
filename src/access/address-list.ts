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
    const [base = '', bits] = entry.split('/');
    const range = ipaddr.process(base);
    const length = bits === undefined ? (range.kind() === 'ipv4' ? 32 : 128) : Number(bits);
    return range.kind() === found.kind() && found.match([range, length] as never);
  });
}
