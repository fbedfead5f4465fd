import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import type { Check } from './check.ts';
import { sourceFiles } from './source-files.ts';

/** What only those who wrote it can open: drafts, and numbers in them. Finds itself nowhere. */
const papers: readonly RegExp[] = [
  /\b([D]ESIGN|[I]NBOX\.md|[S]TYLE\.md)\b/,
  /(?<![-\w])(seeds?|facts?)('s)? §?\d/i,
  /\bissues? #?\d/i,
];

/** `docs/mcp.md#tools, #safety`, also where a comment goes on in the next line. */
const cited = /(?<![\w./-])(docs\/[\w/.-]+\.md)((?:,?\s+(?:(?:\*|\/\/)\s+)?#[\w-]+|#[\w-]+)*)/g;
const link = /\]\(([^)\s#:]*)(#[^)\s]+)?\)/g;

/** The names that GitHub gives to the headings of a page. */
function anchorsOf(page: string): Set<string> {
  const names = new Set<string>();
  for (const [, heading = ''] of withoutCode(page).matchAll(/^#+ +(.+)$/gm)) {
    const name = heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}_ -]/gu, '')
      .replaceAll(' ', '-');
    const others = [...names].filter((other) => other.replace(/-\d+$/, '') === name).length;
    names.add(others === 0 ? name : `${name}-${others}`);
  }
  return names;
}

function withoutCode(page: string): string {
  return page.replace(/^```[^]*?^```/gm, (code) => code.replace(/[^\n]/g, ''));
}

/** Where a text points to: files from the root, each with the anchors in it. */
function targetsOf(file: string, text: string) {
  const named = [...text.matchAll(cited)].map(({ index, 1: path = '', 2: anchors = '' }) => ({
    index,
    path,
    anchors: anchors.match(/[\w-]+(?=,|\s|$|#)/g) ?? [],
  }));
  // What tools/ holds becomes a page elsewhere, from where its links lead.
  if (!file.endsWith('.md') || file.startsWith('tools/')) return named;
  const linked = [...withoutCode(text).matchAll(link)].map(({ index, 1: to = '', 2: anchor }) => ({
    index,
    path: to === '' ? file : normalize(join(dirname(file), to)).replaceAll('\\', '/'),
    anchors: anchor === undefined ? [] : [anchor.slice(1)],
  }));
  return [...named, ...linked];
}

/** What is cited can be opened by whoever reads it: no private papers, no page or anchor that is not. */
export const citations: Check = {
  name: 'citations',
  run(root) {
    const files = sourceFiles(
      root,
      '{src,web,test,tools,bench,bin}/**/*.{ts,tsx,js,css,html}',
      '**/*.md',
    );
    const pages = new Map<string, Set<string>>();
    const anchorsIn = (path: string) => {
      const known = pages.get(path) ?? anchorsOf(readFileSync(join(root, path), 'utf8'));
      pages.set(path, known);
      return known;
    };
    const faultsIn = (file: string): string[] => {
      const text = readFileSync(join(root, file), 'utf8');
      const lines = text.split('\n');
      const closed = lines.flatMap((line, index) =>
        papers.some((one) => one.test(line))
          ? [`${file}:${index + 1} cites what a stranger does not have: ${line.trim()}`]
          : [],
      );
      const dead = targetsOf(file, text).flatMap(({ index, path, anchors }) => {
        const at = `${file}:${text.slice(0, index).split('\n').length}`;
        if (!existsSync(join(root, path))) return [`${at} cites ${path}, which is not there`];
        return anchors
          .filter((anchor) => !anchorsIn(path).has(anchor))
          .map((anchor) => `${at} cites ${path}#${anchor}, a heading that is not there`);
      });
      return [...closed, ...dead];
    };
    return { faults: files.flatMap(faultsIn), seen: `${files.length} files` };
  },
};
