import { drawings } from "../severity-shape.tsx";
import { strokes } from "../verdict-badge.tsx";

const box = "0 0 14 14";

/** Every shape of the list once; rows name them. */
export function ShapeSprite() {
  return (
    <svg aria-hidden="true" className="findings-sprite">
      {Object.entries(drawings).map(([name, drawing]) => (
        <symbol key={name} id={`shape-${name}`} viewBox={box}>
          {drawing}
        </symbol>
      ))}
      {Object.entries(strokes).map(([name, path]) => (
        <symbol key={name} id={`shape-${name}`} viewBox={box}>
          <path
            d={path}
            fill="none"
            stroke="currentColor"
            strokeWidth="2"
            strokeLinecap="round"
            strokeLinejoin="round"
          />
        </symbol>
      ))}
      <symbol id="shape-fold" viewBox={box}>
        <path d="m5 2.5 4.5 4.5L5 11.5" fill="none" stroke="currentColor" strokeWidth="1.6" />
      </symbol>
      <symbol id="shape-overdue" viewBox={box}>
        <path
          d="M7 1.2a5.8 5.8 0 1 1 0 11.6A5.8 5.8 0 0 1 7 1.2M7 4v3.4l2.2 1.4"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.5"
          strokeLinecap="round"
        />
      </symbol>
    </svg>
  );
}

/** A shape of the sprite; the word stands beside it. */
export function Shape({ name }: { name: string }) {
  return (
    <svg aria-hidden="true">
      <use href={`#shape-${name}`} />
    </svg>
  );
}
