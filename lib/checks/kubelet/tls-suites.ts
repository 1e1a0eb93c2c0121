/** Suites of TLS 1.3 are always strong; of TLS 1.2 those with ephemeral keys and AEAD are. */
export function isStrongSuite(suite: string): boolean {
  return /^TLS_(ECDHE_.*(GCM|CHACHA20)|AES_|CHACHA20_)/.test(suite);
}
