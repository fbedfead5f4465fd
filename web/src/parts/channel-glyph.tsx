import { Mail, MessageCircle, Phone } from 'lucide-react';
import { classNames } from './class-names.ts';
import style from './channel-glyph.module.css';

const GLYPHS = { call: Phone, mail: Mail, chat: MessageCircle } as const;

/** What a channel carries, as a neutral sign: nobody's mark. */
export function ChannelGlyph({
  type,
  className,
}: {
  type: string | null;
  className?: string | undefined;
}) {
  const Glyph = GLYPHS[kindOf(type)];
  return <Glyph aria-hidden className={classNames(style.glyph, className)} />;
}

function kindOf(type: string | null): keyof typeof GLYPHS {
  if (type !== null && /call|voice|phone/i.test(type)) return 'call';
  return type !== null && /mail/i.test(type) ? 'mail' : 'chat';
}
