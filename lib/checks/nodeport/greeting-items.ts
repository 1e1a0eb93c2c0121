import type { EvidenceItem } from "../../domain/check.ts";
import type { Observation, ProductFacts } from "../../domain/observation.ts";
import { urlHost } from "../../domain/shell-quote.ts";
import { exchangeItem } from "../evidence-items.ts";
import { openItems } from "../port-readings.ts";

const access: Record<ProductFacts["access"], string> = {
  open: "asks for no credentials",
  login: "asks for credentials",
  "client-certificate-required": "demands a client certificate",
  refused: "refuses this caller",
  unknown: "whether it asks for credentials was not told",
};

/** What gave a product away: its own greeting, and not that it took an HTTP request for nonsense. */
export function greetingItems(observation: Observation): EvidenceItem[] {
  const { product, banner, exchanges = [], protocol, address, port, at, vantage } = observation;
  const isHttp = exchanges.some(({ status }) => status !== null && status >= 200 && status < 400);
  if (!product || isHttp) return openItems([observation], /./);
  const asked = product.answered.length > 0 ? `, asked ${product.answered.join(", ")}` : "";
  const version = product.version === null ? "" : ` ${product.version}`;
  const detail = [...(banner ? [`greeting: ${banner}`] : []), ...product.details];
  return [
    {
      sent: `${protocol} connection to ${urlHost(address)}:${port}${asked}`,
      received: `greeting of ${product.product}${version}: ${access[product.access]}`,
      at,
      vantage,
      decisive: true,
      ...(detail.length > 0 ? { detail } : {}),
    },
    ...exchanges.map((exchange) => exchangeItem(observation, exchange, false)),
  ];
}
