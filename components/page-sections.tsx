import * as t from "../lib/messages/index.ts";

/** The parts of a long page as links to them, in its order. */
export function PageSections({ sections }: { sections: readonly { id: string; label: string }[] }) {
  return (
    <nav aria-label={t.finding.onPage}>
      <ul className="flex flex-wrap gap-x-4 gap-y-0.5 border-y border-line py-1.5 text-sm">
        {sections.map(({ id, label }) => (
          <li key={id}>
            <a href={`#${id}`} className="link inline-block min-h-6 min-w-6 leading-6">
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
