import { useEffect, useRef } from 'react';
import { readKey, type Command, type Pending } from './key-table.ts';
import { say } from '../parts/say.ts';
import { words } from '../words/words.ts';
import { mayAct } from './may-act.ts';

type Handlers = Partial<Record<Command, () => void>>;

/** What is on the screen, the last put there first. */
const layers: Array<{ current: Handlers }> = [];
let pending: Pending = null;
let lostAt: number | null = null;
let wasWriting = false;
let pressedAt = 0;

const SETTING = 'inlet:keys';
export const keysAreOn = () => localStorage.getItem(SETTING) !== 'off';
export const setKeys = (isOn: boolean) => localStorage.setItem(SETTING, isOn ? 'on' : 'off');

/** Does these while the component is on the screen. */
export function useCommands(handlers: Handlers): void {
  const layer = useRef(handlers);
  useEffect(() => {
    layer.current = handlers;
  });
  useEffect(() => {
    layers.unshift(layer);
    if (layers.length === 1) listen();
    return () => void layers.splice(layers.indexOf(layer), 1);
  }, []);
}

let isListening = false;

function listen(): void {
  if (isListening) return;
  isListening = true;
  addEventListener('keydown', act);
  for (const type of ['keydown', 'pointerdown']) {
    addEventListener(type, () => (pressedAt = Date.now()), { capture: true });
  }
  // Focus that goes nowhere, with no key or pointer behind it, was taken from the person.
  addEventListener('focusout', ({ target, relatedTarget }) => {
    if (relatedTarget !== null || Date.now() - pressedAt <= 100) return;
    lostAt = Date.now();
    wasWriting = target instanceof Element && target.matches(WRITTEN);
  });
  // Where it goes on at once, only letters that were meant for a text are to be kept from acting.
  addEventListener('focusin', () => {
    if (!wasWriting) lostAt = null;
  });
}

function turnKeys(): void {
  setKeys(!keysAreOn());
  say(keysAreOn() ? words.keysOn : words.keysOff);
}

function act(event: KeyboardEvent): void {
  if (event.key === '/' && event.ctrlKey) return turnKeys();
  const now = Date.now();
  const { ctrlKey, altKey, metaKey, key, target } = event;
  const hasModifier = ctrlKey || altKey || metaKey;
  if (event.defaultPrevented || !keysAreOn()) return;
  if (!mayAct({ hasModifier, isTaken: isTaken(target, key), lostAt }, now)) return;
  const read = readKey(pending, key, now);
  pending = read.pending;
  const { command } = read;
  if (command === null) return;
  const handler = layers.map((layer) => layer.current[command]).find((one) => one !== undefined);
  if (handler === undefined) return;
  event.preventDefault();
  handler();
}

const WRITTEN = 'input, textarea, [contenteditable]';
const FIELDS = 'input, textarea, select, [contenteditable], [role="menu"], [role="dialog"]';
/** What is read here scrolls by the arrows. */
const READ = '[role="feed"], aside';
/** These do something themselves with the keys that move and choose. */
const PRESSABLE = 'button, a, summary';

function isTaken(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof Element)) return false;
  if (target.closest(FIELDS) !== null) return true;
  if (key.startsWith('Arrow') && target.closest(READ) !== null) return true;
  return ['Enter', ' '].includes(key) && target.closest(PRESSABLE) !== null;
}
