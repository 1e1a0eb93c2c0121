/** Names of TLS alerts by number; source: IANA TLS Alert registry. */
const alertNames: Record<number, string> = {
  0: "close_notify",
  10: "unexpected_message",
  20: "bad_record_mac",
  22: "record_overflow",
  40: "handshake_failure",
  42: "bad_certificate",
  43: "unsupported_certificate",
  44: "certificate_revoked",
  45: "certificate_expired",
  46: "certificate_unknown",
  47: "illegal_parameter",
  48: "unknown_ca",
  49: "access_denied",
  50: "decode_error",
  51: "decrypt_error",
  70: "protocol_version",
  71: "insufficient_security",
  80: "internal_error",
  86: "inappropriate_fallback",
  90: "user_canceled",
  109: "missing_extension",
  110: "unsupported_extension",
  112: "unrecognized_name",
  116: "certificate_required",
  120: "no_application_protocol",
};

/** Alerts by which a server refuses a caller without a client certificate. */
export const clientCertificateAlerts: readonly number[] = [40, 41, 42, 49, 116];

/** "tls-alert 116 certificate_required". */
export function formatAlert(alert: number): string {
  return `tls-alert ${alert} ${alertNames[alert] ?? "unassigned"}`;
}

/** The alert in an OpenSSL error, or null when the error is something else. */
export function alertOf(error: Error): number | null {
  const match = /SSL alert number (\d{1,3})/.exec(error.message);
  return match ? Number(match[1]) : null;
}

/** The `code` of a system or OpenSSL error. */
export function codeOf(error: unknown): string | null {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : null;
}

const words: Record<string, string> = {
  ECONNRESET: "reset",
  EPIPE: "reset",
  ECONNREFUSED: "refused",
  ETIMEDOUT: "timeout",
  EHOSTUNREACH: "host-unreach",
  ENETUNREACH: "net-unreach",
  ERR_SSL_WRONG_VERSION_NUMBER: "not-tls",
  ERR_SSL_PACKET_LENGTH_TOO_LONG: "not-tls",
  ERR_SSL_HTTP_REQUEST: "not-tls",
  ERR_SSL_UNEXPECTED_EOF_WHILE_READING: "closed",
};

/** One short word for what broke, the same in every Exchange and TlsFacts. */
export function socketErrorWord(error: Error): string {
  const alert = alertOf(error);
  if (alert !== null) return formatAlert(alert);
  const code = codeOf(error);
  if (code === null) return "broken";
  return (
    words[code] ??
    code
      .toLowerCase()
      .replace(/^err_(ssl|tls)_/, "tls-")
      .replaceAll("_", "-")
  );
}

/** True when the other side spoke, but not TLS. */
export function spokeSomethingElse(error: Error): boolean {
  const code = codeOf(error);
  return code !== null && words[code] === "not-tls";
}
