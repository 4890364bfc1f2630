import { useEffect, useRef, useState } from 'react';

const duration = 600;

/** A number that runs to its new value when it changes, unless the reader wants things to stand still. */
export function Counting({ value, show }: { value: number; show: (value: number) => string }) {
  const [shown, setShown] = useState(value);
  const from = useRef(value);
  useEffect(() => {
    const start = from.current;
    if (start === value || matchMedia('(prefers-reduced-motion: reduce)').matches || document.hidden) {
      from.current = value;
      setShown(value);
      return;
    }
    let frame = 0;
    const began = performance.now();
    const step = (now: number) => {
      const part = Math.min((now - began) / duration, 1);
      from.current = part === 1 ? value : Math.round(start + (value - start) * (1 - (1 - part) ** 3));
      setShown(from.current);
      if (part < 1) frame = requestAnimationFrame(step);
    };
    frame = requestAnimationFrame(step);
    return () => cancelAnimationFrame(frame);
  }, [value]);

  // Read aloud is the value itself, once, not every number on the way.
  return <><span aria-hidden="true">{show(shown)}</span><span className="aloud" aria-live="polite">{show(value)}</span></>;
}
