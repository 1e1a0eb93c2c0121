import { RichText } from "../../../components/rich-text.tsx";

/** Short sentences under a small heading; nothing where there are none. */
export function Bullets({ title, items }: { title: string; items: readonly string[] }) {
  if (items.length === 0) return null;
  return (
    <div>
      <h3 className="mb-1 text-sm font-medium">{title}</h3>
      <ul className="grid max-w-prose list-disc gap-1 ps-4 text-sm text-ink-2 marker:text-ink-3">
        {items.map((item) => (
          <li key={item}>
            <RichText text={item} />
          </li>
        ))}
      </ul>
    </div>
  );
}
