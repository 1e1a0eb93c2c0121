import type { PortAnswerCount } from "../../lib/domain/views/port-view.ts";

/** So many answers are named in a row; the rest is counted. */
const named = 3;

/** "kubelet v1.33.1, grafana 11.2", the most common first; `none` where nothing was recognised. */
export function AnswerNames({
  answers,
  none,
  more,
}: {
  answers: readonly PortAnswerCount[];
  none: string;
  more: (value: number) => string;
}) {
  if (answers.length === 0) return <span className="text-ink-2">{none}</span>;
  return (
    <>
      {answers.slice(0, named).map(({ name, version }) => (
        <span key={`${name} ${version}`} className="block">
          {name} {version ? <span className="text-ink-2">{version.replace(/^v/, "")}</span> : null}
        </span>
      ))}
      {answers.length > named ? <span className="block text-ink-2">{more(answers.length - named)}</span> : null}
    </>
  );
}
