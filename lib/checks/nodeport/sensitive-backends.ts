import type { Evidence } from "../../domain/evidence.ts";
import type { Observation, Product } from "../../domain/observation.ts";
import type { ClusterPod, PodContainer } from "../../domain/workload.ts";
import { podsBehind } from "./pods-behind.ts";
import { type DeclaredPort, needMissing } from "./service-subjects.ts";

/** Ports that mean one kind of backend wherever they are seen. */
const telling: Record<number, string> = {
  22: "SSH",
  2375: "Docker's API",
  2376: "Docker's API",
  2379: "etcd",
  3306: "MySQL",
  4646: "Nomad",
  5432: "PostgreSQL",
  5601: "Kibana",
  6379: "Redis",
  8500: "Consul",
  9092: "Kafka",
  9200: "Elasticsearch",
  9300: "Elasticsearch",
  10250: "a kubelet",
  11211: "Memcached",
  15672: "RabbitMQ's management",
  27017: "MongoDB",
};

const images =
  /^(postgres(ql)?|mysql|mariadb|redis|valkey|mongo(db)?|mongo-express|elasticsearch|opensearch|kibana|opensearch-dashboards|kafka|cp-kafka|rabbitmq|memcached|etcd|cassandra|couchdb|influxdb|clickhouse(-server)?|neo4j|vault|consul|nomad|grafana|prometheus|alertmanager|portainer(-ce|-ee)?|pgadmin4?|phpmyadmin|adminer|jenkins|argocd|kubernetes-dashboard|dashboard(-web|-api)?|rancher|headlamp|minio|jupyter\S*|.*-notebook|rstudio|code-server|airflow|ray|docker|dind)$/;

const products: ReadonlySet<Product> = new Set<Product>([
  "docker-engine",
  "cri-streaming",
  "kubectl-proxy",
  "kubernetes-dashboard",
  "headlamp",
  "rancher",
  "argo-cd",
  "portainer",
  "grafana",
  "weave-scope",
  "ray",
  "jupyter",
  "kubeflow",
  "redis",
  "memcached",
  "mysql",
  "postgresql",
  "mongodb",
  "elasticsearch",
  "kafka",
  "rabbitmq",
  "ssh",
]);
const services = new Set<string>([...products, "etcd", "kubelet", "kube-apiserver"]);

/** The administration tool or data store that an answer gave away. */
export function sensitiveAnswer({ product, service }: Observation): string | null {
  if (product) return products.has(product.product) ? product.product : null;
  return service !== null && services.has(service) ? service : null;
}

/** True where the greeting asks for credentials first. */
export function asksForLogin({ product, etcd, kubelet, http }: Observation): boolean {
  if (product) return product.access === "login" || product.access === "client-certificate-required";
  if (etcd) return etcd.access === "client-certificate-required" || etcd.access === "password-required";
  if (kubelet) return kubelet.access === "unauthorized" || kubelet.access === "forbidden-anonymous";
  return http?.authentication === "required";
}

export type Backend =
  | { kind: "sensitive"; what: string; by: "image" | "port" }
  | { kind: "plain"; what: string }
  | { kind: "unknown"; why: string };

/** What the Service's pods and target port say about the backend. */
export function declaredBackend(evidence: Evidence, { service, port }: DeclaredPort): Backend {
  const pods = podsBehind(evidence, service);
  const serving = pods?.flatMap((pod) => containersAt(pod, port.targetPort)) ?? [];
  const image = serving.map((container) => imageName(container.image)).find((name) => images.test(name));
  if (image) return { kind: "sensitive", what: `image ${image}`, by: "image" };
  const number = portNumber(serving, port.targetPort);
  const named = number === null ? undefined : telling[number];
  if (named) return { kind: "sensitive", what: `${named} (target port ${number})`, by: "port" };
  if (pods === null)
    return {
      kind: "unknown",
      why: needMissing(evidence, "list pods", `Target port ${port.targetPort} alone does not say what is behind it`),
    };
  if (number === null && serving.length === 0)
    return { kind: "unknown", why: `No pod behind it has a port named "${port.targetPort}"; look at the Service.` };
  return { kind: "plain", what: `target port ${port.targetPort}` };
}

/** The containers that declare the port; all of them where none does. */
function containersAt({ containers }: ClusterPod, targetPort: string): readonly PodContainer[] {
  const declaring = containers.filter(({ ports }) =>
    ports.some((port) => port.name === targetPort || String(port.containerPort) === targetPort),
  );
  return declaring.length > 0 ? declaring : containers;
}

function portNumber(containers: readonly PodContainer[], targetPort: string): number | null {
  if (/^\d+$/.test(targetPort)) return Number(targetPort);
  const named = containers.flatMap(({ ports }) => ports).find(({ name }) => name === targetPort);
  return named?.containerPort ?? null;
}

/** "docker.io/bitnami/redis:7@sha256:…" → "redis". */
function imageName(image: string): string {
  const path = image.split("@")[0] ?? "";
  return (path.split("/").at(-1) ?? "").split(":")[0]?.toLowerCase() ?? "";
}
