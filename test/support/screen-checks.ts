/**
 * What can be wrong with a screen without anybody's taste: findings of axe, and text or controls that
 * overlap, are cut off, or leave the part that they are in.
 *
 * @example
 * expect(await axeFindings(page)).toEqual([]);
 * expect(await layoutFaults(page)).toEqual([]);
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const EVERY_RULE =
  "{ rules: { region: { enabled: true }, 'aria-required-children': { enabled: true } } }";

/**
 * One line for each finding, with every rule on, or those of colours alone. An open menu stands
 * outside of the parts of the page, and between elements that hand focus on to it as soon as they
 * get it.
 */
export async function axeFindings(page: Page, of: 'all' | 'colours' = 'all'): Promise<string[]> {
  await page.evaluate(`window.axe ?? (() => { ${AXE} })()`);
  const options =
    of === 'all' ? EVERY_RULE : "{ runOnly: ['color-contrast', 'link-in-text-block'] }";
  return page.evaluate(
    `axe.run({ exclude: [['[data-base-ui-focus-guard]']] }, ${options}).then(({ violations }) => violations.flatMap(({ id, nodes }) =>
      nodes
        .filter(({ target }) => id !== 'region' || !document.querySelector(target)?.closest('[role=menu]'))
        .map(({ target, failureSummary }) => [id, target, failureSummary].join(' '))))`,
  );
}

/** One line for each pair that overlaps, each text that is cut, and whatever leaves the window. */
export const layoutFaults = (page: Page): Promise<string[]> => page.evaluate(`(${check})()`);

/** Runs in the page. */
const check = String.raw`() => {
  const SLACK = 1.5;
  const CONTROLS = 'a, button, input, textarea, select, summary, [role=option], [role=menuitem], img, video, audio';
  // What lies over the screen by its nature is looked at in itself.
  const OVERLAYS = '[popover], [data-over], [role=menu], [role=dialog]';
  const root = document.querySelector('[role=dialog]') ?? document.body;

  const styleOf = (element) => getComputedStyle(element);
  const nameOf = (element) => {
    const text = (element.textContent || element.getAttribute('aria-label') || '').trim().slice(0, 40);
    return element.tagName.toLowerCase() + '.' + String(element.className?.baseVal ?? element.className).split(' ')[0] + ' "' + text + '"';
  };
  const layerOf = (element) => element.closest(OVERLAYS);
  const isRtl = styleOf(root).direction === 'rtl';

  /** What is seen of a rectangle: within everything around it that hides what goes beyond. */
  const seen = (rect, element, isText = false) => {
    let { left, top, right, bottom } = rect;
    let isFixed = false;
    for (let around = element; around !== null && around !== document.documentElement; around = around.parentElement) {
      const { overflowX, overflowY, position, clipPath } = styleOf(around);
      const hides = isText ? true : around !== element;
      if (hides && !isFixed && (overflowX !== 'visible' || overflowY !== 'visible')) {
        const box = around.getBoundingClientRect();
        left = Math.max(left, box.left); right = Math.min(right, box.right);
        top = Math.max(top, box.top); bottom = Math.min(bottom, box.bottom);
      }
      if (clipPath !== 'none') return null;
      if (position === 'fixed') isFixed = true;
    }
    return right - left > SLACK && bottom - top > SLACK ? { left, top, right, bottom } : null;
  };
  const isVisible = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });

  const things = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (node.data.trim() === '') continue;
    const element = node.parentElement;
    if (!isVisible(element)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const rects = [...range.getClientRects()].map((rect) => seen(rect, element, true)).filter((rect) => rect !== null);
    if (rects.length > 0) things.push({ element, rects, isText: true });
  }
  for (const element of root.querySelectorAll(CONTROLS)) {
    if (!isVisible(element)) continue;
    const rect = seen(element.getBoundingClientRect(), element);
    if (rect !== null) things.push({ element, rects: [rect], isText: false });
  }

  const faults = [];
  const overlap = (one, other) =>
    Math.min(one.right, other.right) - Math.max(one.left, other.left) > SLACK &&
    Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 3;
  things.forEach((one, index) => {
    for (const other of things.slice(index + 1)) {
      if (one.element.contains(other.element) || other.element.contains(one.element)) continue;
      if (layerOf(one.element) !== layerOf(other.element)) continue;
      if (one.rects.some((a) => other.rects.some((b) => overlap(a, b)))) {
        faults.push('overlap: ' + nameOf(one.element) + ' and ' + nameOf(other.element));
      }
    }
  });

  for (const { element, rects, isText } of things) {
    for (const { left, right } of rects) {
      if (left < -SLACK || right > innerWidth + SLACK) faults.push('outside of the window: ' + nameOf(element));
    }
    if (!isText) continue;
    // The block that the text stands in ends where it says.
    let block = element;
    while (styleOf(block).display.startsWith('inline') && !block.matches(CONTROLS) && styleOf(block).display === 'inline') block = block.parentElement;
    const box = block.getBoundingClientRect();
    // A space at the end of a line that keeps its spaces hangs over.
    const over = styleOf(element).whiteSpace === 'pre-wrap' ? parseFloat(styleOf(element).fontSize) : 2;
    for (const { left, right } of rects) {
      if (left < box.left - over || right > box.right + over) faults.push('text leaves its box: ' + nameOf(element));
    }
  }

  for (const element of root.querySelectorAll('*')) {
    if (!isVisible(element) || element.closest('svg') !== null || element.matches('textarea, input')) continue;
    const style = styleOf(element);
    const box = element.getBoundingClientRect();
    if (box.width <= 1 || box.height <= 1 || seen(box, element) === null) continue;
    const isCut = element.scrollWidth > element.clientWidth + SLACK && style.overflowX !== 'visible';
    const isEllipsis = style.textOverflow === 'ellipsis';
    if (isCut && !isEllipsis && style.display !== 'inline') faults.push('cut off or scrolled sideways: ' + nameOf(element));
    if (isEllipsis && element.scrollWidth > element.clientWidth + SLACK && element.clientWidth < 2 * parseFloat(style.fontSize)) {
      faults.push('nothing is left of: ' + nameOf(element));
    }
    const isHigh = element.scrollHeight > element.clientHeight + 4;
    if (isHigh && ['hidden', 'clip'].includes(style.overflowY) && style.webkitLineClamp === 'none' && !isEllipsis && element.textContent.trim() !== '') {
      faults.push('cut off below: ' + nameOf(element));
    }
  }
  if (document.documentElement.scrollWidth > innerWidth + SLACK) faults.push('the page scrolls sideways');
  return [...new Set(faults)];
}`;
