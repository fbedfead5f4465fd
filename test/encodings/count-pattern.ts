/**
 * Counts the steps that a backtracking engine takes over a text for a pattern, as the engine of
 * JavaScript does at worst: what a pattern does within V8 cannot be counted from outside. Knows the
 * syntax that src/ uses, and throws where it does not know a piece.
 */

type Then = (at: number) => boolean;
/** Whether it matches at a place, with what comes after. */
type Node = (at: number, then: Then) => boolean;

/** Beyond it nobody needs to know how many more. */
const MOST_STEPS = 3_000_000;

class TooMany extends Error {}

/**
 * The steps over the text: from each place until something matches, and on where it is global.
 * Infinity where they are too many to count.
 */
export function stepsOf(pattern: RegExp, text: string): number {
  const run = new Run(pattern, text);
  const node = new Parser(pattern, run).parse();
  try {
    let at = 0;
    while (at <= run.signs.length) {
      let end = -1;
      const isFound = node(at, (to) => {
        end = to;
        return true;
      });
      if (pattern.sticky || (isFound && !pattern.global)) break;
      at = isFound && end > at ? end : at + 1;
    }
  } catch (error) {
    if (error instanceof TooMany) return Infinity;
    throw error;
  }
  return run.steps;
}

class Run {
  readonly signs: readonly string[];
  steps = 0;

  constructor({ unicode, unicodeSets }: RegExp, text: string) {
    this.signs = unicode || unicodeSets ? [...text] : text.split('');
  }

  step(): void {
    this.steps += 1;
    if (this.steps > MOST_STEPS) throw new TooMany();
  }
}

class Parser {
  readonly #source: string;
  readonly #flags: string;
  readonly #run: Run;
  #at = 0;

  constructor({ source, flags }: RegExp, run: Run) {
    this.#source = source;
    this.#flags = flags.replaceAll(/[gydm]/g, '');
    this.#run = run;
  }

  parse(): Node {
    const node = this.#choice();
    if (this.#at < this.#source.length) throw this.#unknown();
    return node;
  }

  #choice(): Node {
    const all = [this.#sequence()];
    while (this.#take('|')) all.push(this.#sequence());
    const [only] = all;
    if (only !== undefined && all.length === 1) return only;
    return (at, then) => all.some((one) => one(at, then));
  }

  #sequence(): Node {
    const all: Node[] = [];
    while (this.#at < this.#source.length && !/[|)]/.test(this.#source[this.#at] ?? '')) {
      all.push(this.#repeated(this.#atom()));
    }
    const end: Node = (at, then) => then(at);
    return all.reduceRight((rest, one) => (at, then) => one(at, (to) => rest(to, then)), end);
  }

  #repeated(one: Node): Node {
    const found = /^(?:([*+?])|\{(\d+)(,?)(\d*)\})(\??)/.exec(this.#source.slice(this.#at));
    if (found === null) return one;
    const [whole, sign, least = '', comma, most = '', lazy] = found;
    this.#at += whole.length;
    const min = sign === undefined ? Number(least) : sign === '+' ? 1 : 0;
    const isOpen = sign === undefined ? comma === ',' && most === '' : sign !== '?';
    const max = isOpen ? Infinity : sign === '?' ? 1 : Number(comma === ',' ? most : least);
    const from = (count: number, at: number, then: Then): boolean => {
      this.#run.step();
      const more = () =>
        count < max && one(at, (to) => (to > at || count < min) && from(count + 1, to, then));
      const enough = () => count >= min && then(at);
      return lazy === '?' ? enough() || more() : more() || enough();
    };
    return (at, then) => from(0, at, then);
  }

  #atom(): Node {
    const group = this.#match(/^\((\?(?::|<?[=!]|<\w+>))?/);
    if (group !== null) {
      const inner = this.#choice();
      if (!this.#take(')')) throw this.#unknown();
      const kind = group[1] ?? '';
      if (kind === '?=' || kind === '?!') {
        return (at, then) => inner(at, () => true) === (kind === '?=') && then(at);
      }
      if (kind !== '?<=' && kind !== '?<!') return inner;
      return (at, then) => {
        let is = false;
        for (let from = at; from >= 0 && !is; from -= 1) is = inner(from, (to) => to === at);
        return is === (kind === '?<=') && then(at);
      };
    }
    if (this.#take('^')) return (at, then) => at === 0 && then(at);
    if (this.#take('$')) return (at, then) => at === this.#run.signs.length && then(at);
    if (this.#match(/^\\b/i) !== null) return (at, then) => then(at);
    const sign =
      this.#match(/^\[(?:[^\]\\]|\\.)*\]/) ??
      this.#match(/^\\(?:[pP]\{[^}]*\}|u\{[^}]*\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|[^\dk])/) ??
      this.#match(/^[^\\()[\]*+?{}|]/u) ??
      this.#match(/^[\]}{]/);
    if (sign === null) throw this.#unknown();
    const one = new RegExp(`^(?:${sign[0]})$`, this.#flags);
    const known = new Map<string, boolean>();
    return (at, then) => {
      this.#run.step();
      const text = this.#run.signs[at];
      if (text === undefined) return false;
      let is = known.get(text);
      if (is === undefined) known.set(text, (is = one.test(text)));
      return is && then(at + 1);
    };
  }

  #take(text: string): boolean {
    const is = this.#source.startsWith(text, this.#at);
    if (is) this.#at += text.length;
    return is;
  }

  #match(piece: RegExp): RegExpExecArray | null {
    const found = piece.exec(this.#source.slice(this.#at));
    this.#at += found?.[0].length ?? 0;
    return found;
  }

  #unknown(): Error {
    return new Error(`not known in ${this.#source}: ${this.#source.slice(this.#at)}`);
  }
}
