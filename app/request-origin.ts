/** "https://breakwater.example": how whoever asks reaches this server, for links in what they take away. */
export function requestOrigin(headers: Headers): string {
  const proto = headers.get("x-forwarded-proto")?.split(",")[0]?.trim();
  const origin = `${proto === "https" ? "https" : "http"}://${headers.get("host") ?? "localhost"}`;
  return URL.canParse(origin) ? new URL(origin).origin : "http://localhost";
}
