import dns from "node:dns";
import { appendFileSync } from "node:fs";
import { syncBuiltinESMExports } from "node:module";

/**
 * Preloaded by the test of a start without network: every look-up of a name fails and is written to the file that
 * BREAKWATER_TEST_LOOKUPS names. Addresses and "localhost" need no resolver. Plain JavaScript, because the page
 * bundler's own processes hang with a preload that has to be stripped of types.
 */
const file = process.env.BREAKWATER_TEST_LOOKUPS;

function refuse(name) {
  if (file) appendFileSync(file, `${process.argv[1] ?? "node"} looked up ${name}\n`);
  return Object.assign(new Error(`getaddrinfo ENOTFOUND ${name}`), { code: "ENOTFOUND", hostname: name });
}

const isLocal = (name) => name === "localhost" || name === "" || /^[\d.]+$/.test(name) || name.includes(":");

function failing(original) {
  return (name, ...rest) => {
    if (isLocal(String(name))) return original(name, ...rest);
    const callback = rest.at(-1);
    if (typeof callback !== "function") return Promise.reject(refuse(String(name)));
    process.nextTick(() => callback(refuse(String(name))));
  };
}

for (const api of [dns, dns.promises]) {
  for (const key of Object.keys(api).filter((each) => /^(lookup|resolve|reverse)/.test(each))) {
    api[key] = failing(api[key].bind(api));
  }
}
syncBuiltinESMExports();
