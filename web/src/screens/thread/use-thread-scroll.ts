import { useCallback, useLayoutEffect, useRef, useState } from 'react';

type Options = {
  thread: {
    isSuccess: boolean;
    hasNextPage: boolean;
    isFetchingNextPage: boolean;
    fetchNextPage: () => Promise<unknown>;
  };
  /** How many messages there are, and replies of this device that wait. */
  count: number;
  waiting: number;
  /** The message that the address names. */
  target: string | null;
};

const NEAR = 48;
const OLDER_WITHIN = 600;
/** The first unread stands a third from the top. */
const FROM_TOP = 1 / 3;

/** Opens at the first unread, follows at the end, and holds what is read otherwise. */
export function useThreadScroll({ thread, count, waiting, target }: Options) {
  const box = useRef<HTMLDivElement | null>(null);
  const [below, setBelow] = useState(0);
  /** What is kept in place: the element that is read, and where it was. */
  const held = useRef<{ element: Element; top: number } | null>(null);
  const isAtEnd = useRef(true);
  const isOpened = useRef(false);
  const before = useRef({ count, waiting });

  const hold = useCallback(() => {
    const element = box.current;
    if (element === null) return;
    isAtEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR;
    if (isAtEnd.current) setBelow(0);
    const { top } = element.getBoundingClientRect();
    const read = [...element.querySelectorAll('article')].find(
      (one) => one.getBoundingClientRect().bottom > top,
    );
    held.current = read ? { element: read, top: read.getBoundingClientRect().top } : null;
  }, []);
  const toEnd = useCallback(() => {
    if (box.current !== null) box.current.scrollTop = box.current.scrollHeight;
    hold();
  }, [hold]);

  useLayoutEffect(() => {
    const element = box.current;
    if (element === null || !thread.isSuccess) return;
    const added = count - before.current.count;
    const isOwn = waiting > before.current.waiting;
    before.current = { count, waiting };
    if (!isOpened.current) {
      isOpened.current = true;
      open(element, target);
    } else if (isOwn || isAtEnd.current) {
      element.scrollTop = element.scrollHeight;
    } else if (held.current !== null && held.current.element.isConnected) {
      const moved = held.current.element.getBoundingClientRect().top - held.current.top;
      element.scrollTop += moved;
      if (added > 0 && moved === 0) setBelow((all) => all + added);
    }
    hold();
  }, [thread.isSuccess, count, waiting, target, hold]);

  const { hasNextPage, isFetchingNextPage, fetchNextPage } = thread;
  const onScroll = useCallback(() => {
    hold();
    const isNear = (box.current?.scrollTop ?? Infinity) < OLDER_WITHIN;
    if (isNear && hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hold, hasNextPage, isFetchingNextPage, fetchNextPage]);
  return { box, below, onScroll, toEnd };
}

function open(element: HTMLElement, target: string | null): void {
  const line = target === null ? element.querySelector('#new') : null;
  const at = target === null ? line : element.querySelector(`#message-${CSS.escape(target)}`);
  if (at === null) {
    element.scrollTop = element.scrollHeight;
    return;
  }
  const top = at.getBoundingClientRect().top - element.getBoundingClientRect().top;
  element.scrollTop += top - element.clientHeight * FROM_TOP;
}
