import type { KubeletConfiguration } from "../domain/inventory.ts";

/** Takes the fields that checks read from /configz's answer; null when it is no such answer. */
export function pickKubeletConfiguration(answer: unknown): KubeletConfiguration | null {
  const config = child(answer, "kubeletconfig");
  if (!config) return null;
  const authentication = child(config, "authentication");
  const anonymous = child(authentication, "anonymous");
  const webhook = child(authentication, "webhook");
  const x509 = child(authentication, "x509");
  const authorization = child(config, "authorization");
  const decisions = child(authorization, "webhook");
  return {
    ...(authentication && {
      authentication: {
        ...(anonymous && { anonymous: flag(anonymous, "enabled") }),
        ...(webhook && { webhook: { ...flag(webhook, "enabled"), ...text(webhook, "cacheTTL") } }),
        ...(x509 && { x509: text(x509, "clientCAFile") }),
      },
    }),
    ...(authorization && {
      authorization: {
        ...text(authorization, "mode"),
        ...(decisions && {
          webhook: { ...text(decisions, "cacheAuthorizedTTL"), ...text(decisions, "cacheUnauthorizedTTL") },
        }),
      },
    }),
    ...text(config, "address"),
    ...number(config, "port"),
    ...number(config, "readOnlyPort"),
    ...text(config, "healthzBindAddress"),
    ...number(config, "healthzPort"),
    ...text(config, "tlsMinVersion"),
    ...texts(config, "tlsCipherSuites"),
    ...text(config, "tlsCertFile"),
    ...text(config, "tlsPrivateKeyFile"),
    ...flag(config, "serverTLSBootstrap"),
    ...flag(config, "rotateCertificates"),
    ...flag(config, "enableDebuggingHandlers"),
    ...flag(config, "enableProfilingHandler"),
    ...flag(config, "enableDebugFlagsHandler"),
    ...flag(config, "enableSystemLogHandler"),
    ...flag(config, "enableSystemLogQuery"),
    ...text(config, "streamingConnectionIdleTimeout"),
  };
}

type Fields = Map<string, unknown>;

function child(value: unknown, key: string): Fields | null {
  const found =
    value instanceof Map ? value.get(key) : isObject(value) ? new Map(Object.entries(value)).get(key) : null;
  return isObject(found) ? new Map(Object.entries(found)) : null;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function text<K extends string>(fields: Fields, key: K): { [P in K]?: string } {
  const value = fields.get(key);
  return typeof value === "string" ? single(key, value) : {};
}

function number<K extends string>(fields: Fields, key: K): { [P in K]?: number } {
  const value = fields.get(key);
  return typeof value === "number" ? single(key, value) : {};
}

function flag<K extends string>(fields: Fields, key: K): { [P in K]?: boolean } {
  const value = fields.get(key);
  return typeof value === "boolean" ? single(key, value) : {};
}

function texts<K extends string>(fields: Fields, key: K): { [P in K]?: string[] } {
  const value = fields.get(key);
  const isTexts = Array.isArray(value) && value.every((one) => typeof one === "string");
  return isTexts ? single(key, value) : {};
}

function single<K extends string, V>(key: K, value: V): { [P in K]?: V } {
  return { [key]: value } as { [P in K]?: V };
}
