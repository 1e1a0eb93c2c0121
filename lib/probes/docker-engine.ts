import { cleanText } from "./clean-text.ts";
import { defineProbe } from "./define-probe.ts";
import { objectsOf, parseJsonObject, textOf } from "./json-shape.ts";
import { Questions, schemeOf, shutByTls } from "./questions.ts";
import { recognised } from "./recognised.ts";

export const dockerEngine = defineProbe({
  id: "docker-engine",
  title: "Docker Engine API",
  describes: "GET /version without a client certificate; lists no container and starts none.",
  matches: (target, seen) => !seen.service && (target.hint === "docker" || target.hint === "docker-tls"),
  async run(target, context, seen) {
    if (shutByTls(seen)) {
      // Swarm and others ask for certificates as well: only the port says Docker, so nothing is claimed.
      return {};
    }
    const questions = new Questions(target, context, schemeOf(seen));
    const answer = await questions.get("/version");
    const version = parseJsonObject(answer.body);
    const api = textOf(version?.ApiVersion);
    const isDocker = api !== null && textOf(version?.MinAPIVersion) !== null && textOf(version?.Version) !== null;
    if (answer.exchange.status !== 200 || !isDocker) return { exchanges: questions.exchanges };
    const release = cleanText(textOf(version?.Version) ?? "", 40);
    answer.exchange.summary = `Docker ${release}, API ${cleanText(api, 20)}`;
    const engines = objectsOf(version?.Components).map((part) => cleanText(textOf(part.Name) ?? "", 40));
    const details = [`API ${cleanText(api, 20)}`, ...engines.filter(Boolean).slice(0, 8)];
    const product = recognised("docker-engine", "open", { version: release, answered: ["/version"], details });
    return { service: "docker", product, exchanges: questions.exchanges };
  },
});
