import { useEffect, useRef, type MouseEvent, type PointerEvent } from 'react';

/** A pointer that was moved further before its release meant something else. */
const STILL_PX = 10;

/**
 * The row that is meant is the one that was shown when the button went down. By the release, wherever
 * it is heard, not by the click: there is none where something else has come under the pointer.
 */
export function usePress(onOpen: (id: string) => void) {
  const pressed = useRef<string | null>(null);
  const from = useRef({ x: 0, y: 0 });
  useEffect(() => {
    const release = ({ button, clientX, clientY }: globalThis.PointerEvent) => {
      const id = pressed.current;
      pressed.current = null;
      const moved = Math.hypot(clientX - from.current.x, clientY - from.current.y);
      if (id !== null && button === 0 && moved < STILL_PX) onOpen(id);
    };
    addEventListener('pointerup', release);
    return () => removeEventListener('pointerup', release);
  }, [onOpen]);
  const forget = () => {
    pressed.current = null;
  };
  return {
    /** Of a row. */
    down: (id: string) => {
      pressed.current = id;
    },
    ofList: {
      onPointerDownCapture({ clientX: x, clientY: y }: PointerEvent) {
        forget();
        from.current = { x, y };
      },
      onPointerCancel: forget,
      /** As a screen reader clicks: without a pointer. */
      onClick({ target, detail }: MouseEvent<HTMLElement>) {
        const id = (target as HTMLElement).closest('[role="option"]')?.id.slice(4);
        if (detail === 0 && id !== undefined) onOpen(id);
      },
    },
  };
}
