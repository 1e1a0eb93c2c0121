const notPublic = [
  /^10\./,
  /^127\./,
  /^169\.254\./,
  /^192\.168\./,
  /^172\.(1[6-9]|2\d|3[01])\./,
  /^100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./,
  /^0\./,
  // Documentation ranges: never anybody's address.
  /^192\.0\.2\./,
  /^198\.51\.100\./,
  /^203\.0\.113\./,
];

/** True for an IPv4 or IPv6 address that networks outside route (RFC 1918, 3927, 5737, 6598 and 4193 are not). */
export function isPublicAddress(address: string): boolean {
  if (address.includes(":")) return !/^(::1?$|f[cd]|fe[89ab]|2001:0?db8:)/i.test(address);
  return /^\d+\.\d+\.\d+\.\d+$/.test(address) && !notPublic.some((range) => range.test(address));
}
