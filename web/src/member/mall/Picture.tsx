import type { CSSProperties } from 'react';

const marks = 6;

interface Props {
  readonly item: { readonly id: string; readonly name: string; readonly pictureUrl?: string | null };
}

/** An item's picture; one without gets a quiet drawing of its own, the same everywhere. */
export function Picture({ item }: Props) {
  const kind = Array.from(item.id).reduce((sum, char) => (sum * 31 + char.charCodeAt(0)) % 9973, 7);
  return (
    <span className="picture" style={{ '--hue': (kind * 47) % 360 } as CSSProperties} aria-hidden="true">
      <svg viewBox="0 0 120 120">
        {Array.from({ length: marks }, (_, index) => (
          <circle key={index} cx={(kind * (index + 3) * 17) % 120} cy={(kind * (index + 5) * 29) % 120} r={8 + ((kind * (index + 1)) % 26)} />
        ))}
      </svg>
      <span>{Array.from(item.name.trim())[0]}</span>
      {item.pictureUrl && <img src={item.pictureUrl} alt="" loading="lazy" decoding="async" />}
    </span>
  );
}
