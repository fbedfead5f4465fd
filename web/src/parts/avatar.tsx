import { useState } from 'react';
import { classNames } from './class-names.ts';
import style from './avatar.module.css';

type Props = {
  name: string;
  /** Address of a copy on this server; null where there is none. */
  picture: string | null;
  isSmall?: boolean;
};

/** The picture of a person, else their first letters. Their name stands beside it. */
export function Avatar({ name, picture, isSmall = false }: Props) {
  const [broken, setBroken] = useState<string | null>(null);
  const className = classNames(style.avatar, isSmall && style.small);
  if (picture !== null && picture !== broken) {
    return <img className={className} src={picture} alt="" onError={() => setBroken(picture)} />;
  }
  return (
    <span className={classNames(className, style[`tint${tintOf(name)}`])} aria-hidden>
      {initialsOf(name)}
    </span>
  );
}

const TINTS = 4;

function tintOf(name: string): number {
  let sum = 0;
  for (const sign of name) sum = (sum * 31 + (sign.codePointAt(0) ?? 0)) % 997;
  return sum % TINTS;
}

/** The first letters of the first and the last word; whole signs, not halves of them. */
function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const picked = words.length > 1 ? [words[0], words.at(-1)] : words.slice(0, 1);
  const letters = picked.map((word = '') => /[\p{L}\p{N}]\p{M}*/u.exec(word)?.[0] ?? '');
  return letters.join('').toLocaleUpperCase() || '·';
}
