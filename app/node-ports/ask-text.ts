import * as t from "../../lib/messages/index.ts";
import { objectOf, type QueueItem } from "./queue-item.ts";

const words = t.nodePorts.ask;

/** Names come from a cluster: none of them may end a line or become Markdown of its own. */
function plain(text: string): string {
  return text.replaceAll(/[\r\n]+/g, " ").replaceAll(/[\\`*_[\]<>#|]/g, "\\$&");
}

function line(item: QueueItem): string {
  const { label, via, clusterName, nodes, vantages, answers, createdAt } = item;
  const object = objectOf(item) || t.nodePorts.via[via];
  const places = vantages.map((kind) => t.words.vantage[kind]).join(", ");
  const parts = [
    words.line(label, plain(object), plain(clusterName)),
    ...(nodes > 0 ? [words.openOn(nodes)] : []),
    ...(places ? [words.from(places)] : []),
    ...(answers.length > 0 ? [words.answers(plain([...new Set(answers)].join(", ")))] : []),
    ...(createdAt ? [words.created(createdAt.slice(0, 10))] : []),
  ];
  return `- ${parts.join("; ")}`;
}

/** A message in Markdown to whoever should know, for a chat, a mail or an issue. */
export function askText(items: readonly QueueItem[]): string {
  const teams = [...new Set(items.map(({ team }) => team))];
  const [only] = teams;
  const greeting = teams.length === 1 && only ? words.greeting(plain(only)) : words.greetingNobody;
  return `${greeting}\n\n${words.question(items.length)}\n\n${items.map(line).join("\n")}\n\n${words.please}\n`;
}
