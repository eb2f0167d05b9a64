import { BlockList, isIP } from "node:net";

/**
 * Whether a list as in NO_PROXY excludes a URL, by the rules of Go's standard library, and so of Pulumi's CLI: entries are
 * separated by commas or blanks, and are `*`, a domain with all its subdomains (`.domain` and `*.domain`: its subdomains
 * only), an IP address or a range of them (`10.0.0.0/8`), each but the range with a port if it ends with one. A name is not
 * resolved, so a range only excludes hosts that are written as addresses.
 */
export function isExcluded(url: URL, list: string): boolean {
  const host = withoutBrackets(url.hostname);
  const port = url.port || (url.protocol === "https:" ? "443" : "80");
  return list
    .toLowerCase()
    .split(/[\s,]+/)
    .some((entry) => entry !== "" && (entry === "*" || covers(entry, host, port)));
}

function covers(entry: string, host: string, port: string): boolean {
  const [, range = "", bits] = /^(.+)\/(\d+)$/.exec(entry) ?? [];
  if (bits !== undefined) return isInRange(host, withoutBrackets(range), Number(bits));
  // An IPv6 address without brackets has colons, and no port.
  const [, name = entry, onlyPort] = isIP(entry) === 6 ? [] : (/^(.+?):(\d+)$/.exec(entry) ?? []);
  if (onlyPort !== undefined && onlyPort !== port) return false;
  const wanted = withoutBrackets(name);
  if (isIP(wanted)) return isInRange(host, wanted, isIP(wanted) === 6 ? 128 : 32);
  if (/^\*?\./.test(wanted)) return host.endsWith(wanted.replace("*", ""));
  return host === wanted || host.endsWith(`.${wanted}`);
}

function isInRange(host: string, address: string, bits: number): boolean {
  const [given, family] = [isIP(host), isIP(address)];
  if (given === 0 || given !== family || bits > (family === 6 ? 128 : 32)) return false;
  const kind = family === 6 ? "ipv6" : "ipv4";
  const range = new BlockList();
  range.addSubnet(address, bits, kind);
  return range.check(host, kind);
}

const withoutBrackets = (host: string): string => host.replace(/^\[(.*)\]$/, "$1");
