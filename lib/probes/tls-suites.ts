/** TLS 1.2 suites without forward secrecy or without AEAD, by OpenSSL's name; numbers from the IANA registry. */
export const weakSuites: ReadonlyMap<number, string> = new Map([
  // No encryption at all, or none worth the name.
  [0x0001, "NULL-MD5"],
  [0x0002, "NULL-SHA"],
  [0x003b, "NULL-SHA256"],
  [0xc006, "ECDHE-ECDSA-NULL-SHA"],
  [0xc010, "ECDHE-RSA-NULL-SHA"],
  [0x0003, "EXP-RC4-MD5"],
  [0x0006, "EXP-RC2-CBC-MD5"],
  [0x0008, "EXP-DES-CBC-SHA"],
  [0x0009, "DES-CBC-SHA"],
  [0x0004, "RC4-MD5"],
  [0x0005, "RC4-SHA"],
  [0xc007, "ECDHE-ECDSA-RC4-SHA"],
  [0xc011, "ECDHE-RSA-RC4-SHA"],
  // No server authentication.
  [0x0018, "ADH-RC4-MD5"],
  [0x001b, "ADH-DES-CBC3-SHA"],
  [0x0034, "ADH-AES128-SHA"],
  [0x003a, "ADH-AES256-SHA"],
  [0x006c, "ADH-AES128-SHA256"],
  [0x006d, "ADH-AES256-SHA256"],
  [0x00a6, "ADH-AES128-GCM-SHA256"],
  [0x00a7, "ADH-AES256-GCM-SHA384"],
  [0xc018, "AECDH-AES128-SHA"],
  [0xc019, "AECDH-AES256-SHA"],
  // Blocks of 64 bits.
  [0x000a, "DES-CBC3-SHA"],
  [0x0016, "DHE-RSA-DES-CBC3-SHA"],
  [0xc008, "ECDHE-ECDSA-DES-CBC3-SHA"],
  [0xc012, "ECDHE-RSA-DES-CBC3-SHA"],
  [0x0007, "IDEA-CBC-SHA"],
  // RSA key exchange: no forward secrecy.
  [0x002f, "AES128-SHA"],
  [0x0035, "AES256-SHA"],
  [0x003c, "AES128-SHA256"],
  [0x003d, "AES256-SHA256"],
  [0x009c, "AES128-GCM-SHA256"],
  [0x009d, "AES256-GCM-SHA384"],
  [0xc09c, "AES128-CCM"],
  [0xc09d, "AES256-CCM"],
  [0xc0a0, "AES128-CCM8"],
  [0xc0a1, "AES256-CCM8"],
  [0x0041, "CAMELLIA128-SHA"],
  [0x0084, "CAMELLIA256-SHA"],
  [0x0096, "SEED-SHA"],
  // CBC with MAC-then-encrypt.
  [0x0033, "DHE-RSA-AES128-SHA"],
  [0x0039, "DHE-RSA-AES256-SHA"],
  [0x0067, "DHE-RSA-AES128-SHA256"],
  [0x006b, "DHE-RSA-AES256-SHA256"],
  [0x0045, "DHE-RSA-CAMELLIA128-SHA"],
  [0x0088, "DHE-RSA-CAMELLIA256-SHA"],
  [0xc009, "ECDHE-ECDSA-AES128-SHA"],
  [0xc00a, "ECDHE-ECDSA-AES256-SHA"],
  [0xc013, "ECDHE-RSA-AES128-SHA"],
  [0xc014, "ECDHE-RSA-AES256-SHA"],
  [0xc023, "ECDHE-ECDSA-AES128-SHA256"],
  [0xc024, "ECDHE-ECDSA-AES256-SHA384"],
  [0xc027, "ECDHE-RSA-AES128-SHA256"],
  [0xc028, "ECDHE-RSA-AES256-SHA384"],
]);

/** Forward-secret AEAD suites of TLS 1.2. */
export const strongSuites: readonly number[] = [0xc02b, 0xc02f, 0xc02c, 0xc030, 0xcca9, 0xcca8, 0x009e, 0x009f, 0xccaa];

export const tls13Suites: readonly number[] = [0x1301, 0x1302, 0x1303];
